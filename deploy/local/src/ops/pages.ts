import type { Api } from '../load/api.ts';

const PAGE = 200;

/** All items of a list, page by page. */
export async function* pages<T>(api: Api, path: string, of: string): AsyncGenerator<T> {
  let token = '';
  do {
    const query = `${path.includes('?') ? '&' : '?'}pageSize=${PAGE}&pageToken=${encodeURIComponent(token)}`;
    const page = await api.get<Record<string, unknown> & { nextPageToken?: string }>(`${path}${query}`);
    yield* (page[of] ?? []) as T[];
    token = page.nextPageToken ?? '';
  } while (token);
}
