import { test } from '@jest/globals';
import { scenario } from '@naru/testing/scenario';
import { type Centre, type CentreEvent, evolve, type Host } from './centre.ts';
import { addHost, endHost, openCentre } from './decide.ts';

const on = (year: number, month = 1, day = 1) => ({ year, month, day });
const lead: Host = { organisationId: 'org_a', role: 'LEAD', from: on(2015), to: undefined };
const co: Host = { organisationId: 'org_b', role: 'CO', from: on(2015, 10, 27), to: undefined };
const centre: Centre = {
  id: 'KR-49',
  name: { ko: '제주', en: 'Jeju' },
  region: { ko: '제주', en: 'Jeju' },
  city: undefined,
  openingOrder: 13,
  openedOn: on(2015),
  specialisations: [],
  capabilities: [],
  hosts: [lead],
  source: undefined,
};
const opened: CentreEvent = { type: 'CentreOpened', centre };
const joined: CentreEvent = { type: 'HostsChanged', hosts: [lead, co] };
const given = scenario<Centre, CentreEvent>({ evolve });

test('open: takes a place of the plan', () =>
  given()
    .when((c) => openCentre(c, { centre, planned: 17 }))
    .then(opened));
test('open: refuses a number beyond the plan', () =>
  given()
    .when((c) => openCentre(c, { centre, planned: 12 }))
    .refuses('network.full'));
test('open: refuses without a plan', () =>
  given()
    .when((c) => openCentre(c, { centre, planned: 0 }))
    .refuses('network.not_planned'));
test('open: refuses a region that has a centre', () =>
  given(opened)
    .when((c) => openCentre(c, { centre: { ...centre, openingOrder: 14 }, planned: 17 }))
    .refuses('centre.exists'));
test('open: does nothing if repeated', () =>
  given(opened)
    .when((c) => openCentre(c, { centre, planned: 17 }))
    .nothing());

test('assign: a co-host joins the lead', () =>
  given(opened)
    .when((c) => addHost(c, co))
    .then(joined));
test('assign: a new lead ends the former one, so that there is always one lead', () => {
  given(opened)
    .when((c) => addHost(c, next))
    .then({ type: 'HostsChanged', hosts: [{ ...lead, to: on(2016) }, next] });
});
const next: Host = { organisationId: 'org_c', role: 'LEAD', from: on(2016), to: undefined };
test('assign: a successor begins on the day of its predecessor or later, never before', () => {
  const lateLead: CentreEvent = { type: 'HostsChanged', hosts: [{ ...lead, from: on(2016, 3, 2) }] };
  given(opened, lateLead)
    .when((c) => addHost(c, { ...next, from: on(2016, 3, 1) }))
    .refuses('host.overlaps');
  given(opened, lateLead)
    .when((c) => addHost(c, { ...next, from: on(2016, 3, 2) }))
    .leaves({
      hosts: [
        { ...lead, from: on(2016, 3, 2), to: on(2016, 3, 2) },
        { ...next, from: on(2016, 3, 2) },
      ],
    });
});
test('assign: a co-host may become the lead, and a former lead may return', () => {
  const leads: Host = { ...co, role: 'LEAD', from: on(2016) };
  given(opened, joined)
    .when((c) => addHost(c, leads))
    .leaves({ hosts: [{ ...lead, to: on(2016) }, co, leads] });
  const ended: CentreEvent = { type: 'HostsChanged', hosts: [{ ...lead, to: on(2016) }, next] };
  given(opened, ended)
    .when((c) => addHost(c, { ...lead, from: on(2017) }))
    .leaves({
      hosts: [
        { ...lead, to: on(2016) },
        { ...next, to: on(2017) },
        { ...lead, from: on(2017) },
      ],
    });
});
test('assign: a centre without a lead takes one from its opening day on', () =>
  given({ type: 'CentreOpened', centre: { ...centre, hosts: [] } })
    .when((c) => addHost(c, lead))
    .then({ type: 'HostsChanged', hosts: [lead] }));
test('end: not before the day it began; on that day it may', () => {
  given(opened, joined)
    .when((c) => endHost(c, { organisationId: 'org_b', to: on(2015, 10, 26) }))
    .refuses('host.ends_early');
  given(opened, joined)
    .when((c) => endHost(c, { organisationId: 'org_b', to: on(2015, 10, 27) }))
    .leaves({ hosts: [lead, { ...co, to: on(2015, 10, 27) }] });
});
test('end: does nothing for a host that has ended, and refuses an unknown centre', () => {
  given(opened, { type: 'HostsChanged', hosts: [lead, { ...co, to: on(2016) }] })
    .when((c) => endHost(c, { organisationId: 'org_b', to: on(2017) }))
    .nothing();
  given()
    .when((c) => endHost(c, { organisationId: 'org_b', to: on(2016) }))
    .refuses('centre.not_found');
});
test('open: the last number of the plan is valid', () =>
  given()
    .when((c) => openCentre(c, { centre, planned: 13 }))
    .then(opened));

test('assign: refuses a day before the opening', () =>
  given(opened)
    .when((c) => addHost(c, { ...co, from: on(2014) }))
    .refuses('host.before_opening', {
      ko: 'from: 센터는 2015년 1월 1일에 개소했습니다. 그날이나 그 뒤의 날을 적으십시오',
      en: 'from: the centre opened on 1 January 2015; give that day or a later one',
    }));
test('assign: does nothing for a host that is already there', () =>
  given(opened, joined)
    .when((c) => addHost(c, co))
    .nothing());
test('assign: refuses an unknown centre', () =>
  given()
    .when((c) => addHost(c, co))
    .refuses('centre.not_found'));

test('end: a co-host leaves', () =>
  given(opened, joined)
    .when((c) => endHost(c, { organisationId: 'org_b', to: on(2016) }))
    .then({ type: 'HostsChanged', hosts: [lead, { ...co, to: on(2016) }] }));
test('end: refuses to remove the only lead', () =>
  given(opened)
    .when((c) => endHost(c, { organisationId: 'org_a', to: on(2016) }))
    .refuses('host.lead_needed'));
test('end: does nothing for a host that is not there', () =>
  given(opened)
    .when((c) => endHost(c, { organisationId: 'org_z', to: on(2016) }))
    .nothing());
