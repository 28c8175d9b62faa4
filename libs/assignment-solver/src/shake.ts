/**
 * Improves an assignment when cyclic exchanges find nothing more: it empties a few panels, fills them again at
 * perturbed prices, and runs exchanges. A result that is not worse is kept (ruin and recreate: G. Schrimpf and others,
 * J. Comput. Phys. 159, 2000).
 */
import { type Chance, shuffled } from '@naru/solving/chance';
import type { Effort } from './effort.ts';
import { exchange, type Rings, resettle } from './exchange.ts';
import { EMPTY, fillPanels, type Panels, put, totalOf, wantingOf } from './panels.ts';
import type { Pricing } from './prices.ts';

const SHAKES = 3_000;
/** It ends after so many tries in a row without an improvement. */
const PATIENCE = 600;
/** A share of the bound: a smaller gap is good enough. */
const CLOSE = 0.0003;
const EMPTIED_MAX = 6;

interface Worth {
  wanting: number;
  total: number;
}

export function shake(rings: Rings, pricing: Pricing, effort: Effort): void {
  const { panels } = rings;
  const { search, prices, chance } = pricing;
  const { shakes = SHAKES, goOn = () => true, onProgress } = effort;
  let worth = worthOf(panels);
  const tell = () => onProgress?.({ ...worth, bound: prices.bound, short: wantingOf(panels).applications.length });
  tell();
  for (let done = 0, idle = 0; done < shakes && idle < PATIENCE && goOn(); done++, idle++) {
    if (worth.wanting === 0 && prices.bound - worth.total <= CLOSE * prices.bound) return;
    const [seats, load] = [panels.seats.slice(), panels.load.slice()];
    const emptied = chosen(rings, chance);
    for (const a of emptied) empty(panels, a);
    fillPanels(panels, search, straying(prices.price, chance), emptied);
    resettle(rings, seats);
    exchange(rings, goOn);
    const found = worthOf(panels);
    if (isBetter(worth, found)) undo(rings, seats, load);
    else if (isBetter(found, worth)) {
      worth = found;
      idle = 0;
      tell();
    } else worth = found;
  }
}

const worthOf = (panels: Panels): Worth => ({ wanting: wantingOf(panels).demands, total: totalOf(panels) });

const isBetter = (one: Worth, than: Worth): boolean =>
  one.wanting !== than.wanting ? one.wanting < than.wanting : one.total > than.total;

function undo(rings: Rings, seats: Int32Array, load: Int32Array): void {
  const { panels } = rings;
  const before = panels.seats.slice();
  panels.seats.set(seats);
  panels.load.set(load);
  resettle(rings, before);
}

/** A panel with an unmet demand, or any panel; and some panels that share its judges. */
function chosen({ panels, seatsOf }: Rings, chance: Chance): number[] {
  const { panelSize } = panels.problem.rules;
  const below = (limit: number) => Math.floor(limit * chance());
  const lacking = wantingOf(panels).applications;
  const first = lacking[below(lacking.length)] ?? below(panels.problem.applications.length);
  const members = panels.seats.subarray(first * panelSize, (first + 1) * panelSize);
  const near = [...members].flatMap((j) => (j === EMPTY ? [] : [...(seatsOf[j] as Set<number>)]));
  const others = shuffled(near, chance).slice(0, 1 + below(EMPTIED_MAX));
  const far = below(panels.problem.applications.length);
  return [...new Set([first, far, ...others.map((seat) => Math.floor(seat / panelSize))])];
}

function empty(panels: Panels, a: number): void {
  const { panelSize } = panels.problem.rules;
  for (let place = panels.problem.fixed[a]?.length ?? 0; place < panelSize; place++)
    put(panels, a * panelSize + place, EMPTY);
}

const STRAYING = 400;

const straying = (price: Float64Array, chance: Chance): Float64Array =>
  price.map((p) => p + STRAYING * (chance() - 0.5) * chance());
