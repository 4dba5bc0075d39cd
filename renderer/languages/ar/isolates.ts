type Catalogues = Readonly<Record<string, Readonly<Record<string, string>>>>

const firstStrongIsolate = '\u2068'
const popIsolate = '\u2069'
const rightToLeftMark = '\u200F'

/**
 * What is not of the sentence: words that are filled in, addresses, the ends of file names, days and numbers with a hyphen.
 * Among Arabic letters "wss://" reads "//:wss" and "2026-10-05" reads "05-10-2026", and a sentence that begins with a Latin name
 * would run from left to right.
 */
const foreign = /(?<!\u2068)(?:\{\w+\}|\b[a-z]+:\/\/(?:[\w./-]*\w)?|(?<!\w)\.[a-z]+|(?<!\d)\d+(?:-\d+)+)/gu

/** Nothing but such words, and signs between them: no letter says in which direction they follow each other. */
const isLeftUndecided = /^(?:\u2068[^\u2069]*\u2069|[^\p{L}\u200F\u2068])+$/u

/** Such words each in an order of their own, whatever stands around them; nothing twice. The type is that of what is made of them. */
export function withIsolates<Words extends Catalogues>(catalogues: NoInfer<Words>): Words {
  const isolated = Object.entries<Catalogues[string]>(catalogues).map(([name, words]) => [name, Object.fromEntries(Object.entries(words).map(([key, message]) => [key, isolatedIn(message)]))])
  return Object.fromEntries(isolated) as Words
}

function isolatedIn(message: string): string {
  const isolated = message.replaceAll(foreign, (words) => `${firstStrongIsolate}${words}${popIsolate}`)
  return isLeftUndecided.test(isolated) ? `${rightToLeftMark}${isolated}` : isolated
}
