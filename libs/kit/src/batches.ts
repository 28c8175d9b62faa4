/** Lists of at most that length. The last one may be short, and none is empty. */
export async function* inBatches<T>(items: AsyncIterable<T>, max: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < max) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
