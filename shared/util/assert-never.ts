/** Ends an exhaustive switch: a kind that is not handled is a compile error here, and a bug with a name at run time. */
export function assertNever(value: never, what: string): never {
  throw new Error(`unexpected ${what}: ${String(value)}`)
}
