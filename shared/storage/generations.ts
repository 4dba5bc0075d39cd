/** Snapshots that a compaction keeps, so that a damaged newest one is replaced by an older one and the updates after it. */
export const keptGenerations = 3
