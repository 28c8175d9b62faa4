/** The dashboards as Grafana reads them. `npm run renew --prefix tests` writes them. */
import { DASHBOARDS } from './dashboards.ts';
import { built } from './panels.ts';

/** The text of each file, by its path from the root of the repository. */
export const dashboardFiles = (): Record<string, string> =>
  Object.fromEntries(
    DASHBOARDS.map((one) => [`deploy/grafana/${one.uid}.json`, `${JSON.stringify(built(one), null, 2)}\n`]),
  );
