/** The result of a vote in words that need no translation. */
import type { Vote } from '../model/responses.ts'

/** "For 12 · Against 3 · Abstention 0", in the order of the options. */
export function resultLine({ options }: Pick<Vote, 'options'>): string {
  return options.map(({ label, total }) => `${label} ${total}`).join(' · ')
}
