import { expect, test } from '@jest/globals';
import { parseTemplate, Routes } from './template.ts';

function routesOf(...wanted: string[]): Routes<string> {
  const routes = new Routes<string>();
  for (const route of wanted) {
    const [method = '', template = ''] = route.split(' ');
    routes.add(method, parseTemplate(template), route);
  }
  return routes;
}

const routes = routesOf(
  'GET /v1/ventures',
  'POST /v1/ventures',
  'GET /v1/ventures/{id}',
  'PATCH /v1/ventures/{id}',
  'POST /v1/ventures/{id}:publish',
  'GET /v1/deals:totals',
  'GET /v1/deals/{id}',
  'GET /v1/{kind}/count',
  'GET /v1/webhooks/{webhook_id}/deliveries/{delivery.id}',
);
const find = (method: string, path: string) => {
  const found = routes.find(method, path);
  return found && [found.byMethod.get(method) ?? [...found.byMethod.keys()], ...found.values];
};

test.each([
  ['GET', '/v1/ventures', ['GET /v1/ventures']],
  ['GET', '/v1/ventures/ven_1', ['GET /v1/ventures/{id}', 'ven_1']],
  ['POST', '/v1/ventures/ven_1:publish', ['POST /v1/ventures/{id}:publish', 'ven_1']],
  ['GET', '/v1/deals:totals', ['GET /v1/deals:totals']],
  ['GET', '/v1/deals/a%2Fb%20%EA%B0%95', ['GET /v1/deals/{id}', 'a/b 강']],
  ['GET', '/v1/deals/mail:evt_1', ['GET /v1/deals/{id}', 'mail:evt_1']],
  ['GET', '/v1/deals/x%3Apublish', ['GET /v1/deals/{id}', 'x:publish']],
  ['GET', '/v1/ventures/count', ['GET /v1/ventures/{id}', 'count']],
  ['GET', '/v1/deals/count', ['GET /v1/deals/{id}', 'count']],
  ['GET', '/v1/rounds/count', ['GET /v1/{kind}/count', 'rounds']],
  ['GET', '/v1/webhooks/w/deliveries/d', ['GET /v1/webhooks/{webhook_id}/deliveries/{delivery.id}', 'w', 'd']],
  ['DELETE', '/v1/ventures/ven_1', [['GET', 'PATCH'], 'ven_1']],
  ['GET', '/v1/ventures/ven_1:publish', [['POST'], 'ven_1']],
  ['POST', '/v1/ventures/ven_1:unknown', null],
  ['GET', '/v1/ventures/', null],
  ['GET', '/v1//ventures', null],
  ['GET', '/v1/ventures/ven_1/more', null],
  ['GET', `/v1/${'x/'.repeat(8_000)}`, null],
])('%s %s', (method, path, expected) => {
  expect(find(method, path)).toEqual(expected);
});

test('broken percent-encoding is a separate error', () => {
  expect(() => find('GET', '/v1/deals/%ff')).toThrow(URIError);
});

test('variables are paths of fields', () => {
  expect(parseTemplate('/v1/webhooks/{webhook_id}/deliveries/{delivery.id}').variables).toEqual([
    ['webhook_id'],
    ['delivery', 'id'],
  ]);
});

test('unused forms of templates are refused at boot, and so are two routes for one request', () => {
  expect(() => parseTemplate('/v1/{name=centres/*}')).toThrow('does not know the segment');
  expect(() => routesOf('GET /v1/a/{id}', 'GET /v1/a/{name}')).toThrow('two routes');
});
