import type { Acknowledgement } from '../shared';
import type { Constructs } from './constructs';

/** What a finished app acknowledges: which of it speaks of a resource, and which findings CDK will take off its report. */
export class Accepting {
  private readonly inherited = new Map<string, readonly Acknowledgement[]>();
  private readonly places: ReadonlyMap<string, ReadonlySet<string>>;
  private readonly placesOfWords: ReadonlyMap<string, string>;

  /** `byPlace`: whether this CDK heeds where an id is acknowledged, and not only that it is somewhere in the app. */
  constructor(
    private readonly constructs: Constructs,
    private readonly byPlace: boolean,
  ) {
    const places = new Map<string, Set<string>>();
    const placesOfWords = new Map<string, string>();
    for (const [path, words] of constructs.acknowledged()) {
      for (const { rule, by } of words) {
        places.set(rule, (places.get(rule) ?? new Set()).add(path));
        placesOfWords.set(by, path);
      }
    }
    this.places = places;
    this.placesOfWords = placesOfWords;
  }

  /** Everything that is acknowledged at or under a construct path, or in the whole app. */
  within(place = ''): readonly Acknowledgement[] {
    return [...this.constructs.acknowledged()].flatMap(([path, words]) => (isWithin(place, path) ? words : none));
  }

  /** What speaks of the resource with this logical id in the template at this absolute path. */
  of(template: string, logicalId: string | undefined): readonly Acknowledgement[] {
    if (this.places.size === 0) return none;
    const stack = this.constructs.pathOf(template) ?? '';
    // to find one resource's construct, the ids of all have to be resolved
    const path = this.isAnyIn(stack) ? this.constructs.pathOf(template, logicalId) : stack;
    return this.at(path ?? '');
  }

  /** Whether CDK takes a finding with this id, not being fatal, at this construct path off its report. */
  covers(id: string, path: string | undefined): boolean {
    const places = this.places.get(id);
    if (places === undefined) return false;
    return !this.byPlace || upwards(path ?? '').some((step) => places.has(step));
  }

  /** The construct path at which a word stands, by what messages call it. */
  placeOf(by: string): string | undefined {
    return this.placesOfWords.get(by);
  }

  private isAnyIn(stack: string): boolean {
    return [...this.constructs.acknowledged().keys()].some((path) => path !== stack && isWithin(stack, path));
  }

  /** What is acknowledged at a construct path and around it, the nearest first. */
  at(path: string): readonly Acknowledgement[] {
    const known = this.inherited.get(path);
    if (known !== undefined) return known;
    const own = this.constructs.acknowledged().get(path) ?? none;
    const all = path === '' ? own : [...own, ...this.at(parentOf(path))];
    this.inherited.set(path, all);
    return all;
  }
}

const none: readonly Acknowledgement[] = [];

/** Whether the construct at a path is the one at a place, or stands in it. */
export function isWithin(place: string, path: string): boolean {
  return place === '' || `${path}/`.startsWith(`${place}/`);
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function upwards(path: string): readonly string[] {
  return path === '' ? [''] : [path, ...upwards(parentOf(path))];
}
