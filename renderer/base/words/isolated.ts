/** `name` for use inside a sentence: in whatever direction it runs, it turns nothing around it. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`
}
