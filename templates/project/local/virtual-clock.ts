/** Time that moves only when nobody has anything to do, so that a wait of three days takes none. */
export interface VirtualClock {
  /** Milliseconds since the start. */
  now(): number;
  /** Calls back at `now() + ms`. */
  setTimer(callback: () => void, ms: number): number;
  clearTimer(id: number): void;
  /** Waits in virtual time. */
  sleep(ms: number): Promise<void>;
  /** Marks work that runs in real time: time stands still until it is done or asleep. */
  track<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when no tracked work is awake. */
  idle(): Promise<void>;
  /** When the next timer is due; undefined without one. */
  nextTimer(): number | undefined;
  /** Moves on to `at` and fires what is due by then, in order. */
  advanceTo(at: number): void;
}

export function createVirtualClock(): VirtualClock {
  let time = 0;
  let awake = 0;
  let nextId = 1;
  const timers = new Map<number, { at: number; callback: () => void }>();
  let idlers: (() => void)[] = [];

  const earliest = () => [...timers].sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];

  const fallAsleep = () => {
    awake -= 1;
    if (awake > 0) return;
    for (const wake of idlers) wake();
    idlers = [];
  };

  const clock: VirtualClock = {
    now: () => time,
    setTimer(callback, ms) {
      const id = nextId++;
      timers.set(id, { at: time + Math.max(0, ms), callback });
      return id;
    },
    clearTimer: (id) => void timers.delete(id),
    async sleep(ms) {
      const woken = new Promise<void>((resolve) => {
        clock.setTimer(() => {
          awake += 1;
          resolve();
        }, ms);
      });
      fallAsleep();
      await woken;
    },
    async track(work) {
      awake += 1;
      try {
        return await work();
      } finally {
        fallAsleep();
      }
    },
    async idle() {
      await new Promise(setImmediate);
      while (awake > 0) {
        await new Promise<void>((resolve) => idlers.push(resolve));
        await new Promise(setImmediate);
      }
    },
    nextTimer: () => earliest()?.[1].at,
    advanceTo(at) {
      for (let due = earliest(); due && due[1].at <= at; due = earliest()) {
        const [id, timer] = due;
        timers.delete(id);
        time = Math.max(time, timer.at);
        timer.callback();
      }
      time = Math.max(time, at);
    },
  };
  return clock;
}
