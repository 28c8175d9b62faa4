/**
 * Packages that are known to be vulnerable, for a machine where the registry does not answer `pnpm audit`. A line holds
 * the versions from (inclusive) and below (exclusive), and the advisory. Add what you hear of; take nothing out.
 */
export interface Advisory {
  name: string;
  from: string;
  below: string;
  id: string;
}

const rows: readonly (readonly [name: string, from: string, below: string, id: string])[] = [
  ['@babel/helpers', '0', '7.26.10', 'GHSA-968p-4wvh-cqc8'],
  ['@babel/traverse', '0', '7.23.2', 'GHSA-67hx-6x53-jw92'],
  ['@grpc/grpc-js', '0', '1.8.22', 'GHSA-7v5v-9h63-cj86'],
  ['@grpc/grpc-js', '1.9.0', '1.9.15', 'GHSA-7v5v-9h63-cj86'],
  ['@grpc/grpc-js', '1.10.0', '1.10.9', 'GHSA-7v5v-9h63-cj86'],
  ['body-parser', '0', '1.20.3', 'GHSA-qwcr-r2fm-qrc7'],
  ['brace-expansion', '1.0.0', '1.1.12', 'GHSA-v6h2-p8h4-qcjw'],
  ['brace-expansion', '2.0.0', '2.0.2', 'GHSA-v6h2-p8h4-qcjw'],
  ['cookie', '0', '0.7.0', 'GHSA-pxg6-pf52-xh8x'],
  ['cross-spawn', '0', '6.0.6', 'GHSA-3xgq-45jj-v275'],
  ['cross-spawn', '7.0.0', '7.0.5', 'GHSA-3xgq-45jj-v275'],
  ['form-data', '0', '2.5.4', 'GHSA-fjxv-7rqg-78g4'],
  ['form-data', '3.0.0', '3.0.4', 'GHSA-fjxv-7rqg-78g4'],
  ['form-data', '4.0.0', '4.0.4', 'GHSA-fjxv-7rqg-78g4'],
  ['glob', '10.2.0', '10.5.0', 'GHSA-5j98-mcp5-4vw2'],
  ['glob', '11.0.0', '11.1.0', 'GHSA-5j98-mcp5-4vw2'],
  ['jose', '3.0.0', '4.15.5', 'GHSA-hhhv-q57g-882q'],
  ['js-yaml', '0', '3.14.2', 'GHSA-mh29-5h37-fv8m'],
  ['js-yaml', '4.0.0', '4.1.1', 'GHSA-mh29-5h37-fv8m'],
  ['json5', '0', '1.0.2', 'GHSA-9c47-m6qq-7p4h'],
  ['json5', '2.0.0', '2.2.2', 'GHSA-9c47-m6qq-7p4h'],
  ['minimatch', '0', '3.0.5', 'GHSA-f8q6-p94x-37v3'],
  ['minimist', '1.0.0', '1.2.6', 'GHSA-xvch-5gv4-984h'],
  ['path-to-regexp', '0', '0.1.10', 'GHSA-9wv6-86v2-598j'],
  ['protobufjs', '7.0.0', '7.2.5', 'GHSA-h755-8qp9-cq85'],
  ['protobufjs', '0', '7.5.5', 'GHSA-xq3m-2v4x-88gg'],
  ['protobufjs', '8.0.0', '8.0.1', 'GHSA-xq3m-2v4x-88gg'],
  ['protobufjs', '0', '7.5.6', 'GHSA-66ff-xgx4-vchm'],
  ['protobufjs', '0', '7.5.6', 'GHSA-685m-2w69-288q'],
  ['qs', '0', '6.14.1', 'GHSA-6rw7-vpxm-498p'],
  ['semver', '6.0.0', '6.3.1', 'GHSA-c2qf-rxjj-qqgw'],
  ['semver', '7.0.0', '7.5.2', 'GHSA-c2qf-rxjj-qqgw'],
  ['send', '0', '0.19.0', 'GHSA-m6fv-jmcg-4jfg'],
  ['serve-static', '0', '1.16.0', 'GHSA-cm22-4g7w-348p'],
  ['swagger-ui-dist', '0', '4.1.3', 'GHSA-qrmm-w75w-3wpx'],
];

export const ADVISORIES: readonly Advisory[] = rows.map(([name, from, below, id]) => ({ name, from, below, id }));
