/** The result of a vote: in words that need no translation, and as the counts that minutes have a place for. */
import type { Vote } from '../model/responses.ts'
import { foldLetters } from '../search/fold.ts'
import { voteCounts, type VoteCount } from './kinds.ts'

/** "For 12 · Against 3 · Abstention 0", in the order of the options. */
export function resultLine({ options }: Pick<Vote, 'options'>): string {
  return options.map(({ label, total }) => `${label} ${total}`).join(' · ')
}

/** How people call the options of a vote on one motion, as `foldLetters` leaves it. */
const optionWords: Readonly<Record<VoteCount, readonly string[]>> = {
  inFavour: [
    'for', 'in favour', 'in favor', 'yes', 'yea', 'aye', 'agree', 'pour', 'oui', 'favorable', 'd\'accord', 'a favor', 'si', 'a favore', 'favorevole', 'favorevoli',
    'υπερ', 'ναι', 'مع', 'موافق', 'موافقون', 'الموافقون', 'نعم', 'fur', 'dafur', 'ja', 'a favor de', 'sim',
  ],
  against: [
    'against', 'no', 'nay', 'disagree', 'contre', 'non', 'defavorable', 'en contra', 'contra', 'contrario', 'contrari', 'contro', 'κατα', 'οχι', 'ضد', 'معارض',
    'معارضون', 'المعارضون', 'لا', 'gegen', 'dagegen', 'nein', 'nao',
  ],
  abstentions: [
    'abstention', 'abstentions', 'abstain', 'abstained', 'abstencion', 'abstenciones', 'abstencio', 'abstencions', 'astenuto', 'astenuti', 'astensione', 'astensioni',
    'blanc', 'αποχη', 'αποχεσ', 'λευκο', 'λευκα', 'امتناع', 'ممتنع', 'ممتنعون', 'الممتنعون', 'enthaltung', 'enthaltungen', 'abstencao', 'abstencoes',
  ],
  notVoting: [
    'not voting', 'did not vote', 'no vote', 'non-votants', 'non votants', 'ne prend pas part au vote', 'sin votar', 'no vota', 'sense votar', 'non votanti', 'non vota',
    'δεν ψηφισαν', 'δεν ψηφισε', 'غير المصوتين', 'لم يصوت',
  ],
}

const countOfWord: ReadonlyMap<string, VoteCount> = new Map(voteCounts.flatMap((count) => optionWords[count].map((word) => [foldOption(word), count] as const)))

function foldOption(label: string): string {
  return foldLetters(label.replaceAll('’', '\'')).trim().replace(/\s+/gu, ' ')
}

/**
 * The counts of a vote for and against something, by field of the outcome. Null when its options are anything else (dates, candidates,
 * "for, if …"): then only words tell the result.
 */
export function countsOf({ options }: Pick<Vote, 'options'>): Readonly<Partial<Record<VoteCount, string>>> | null {
  const counts = new Map<VoteCount, string>()
  for (const { label, total } of options) {
    const count = countOfWord.get(foldOption(label))
    if (count === undefined || counts.has(count)) return null
    counts.set(count, String(total))
  }
  return counts.has('inFavour') && counts.has('against') ? Object.fromEntries(counts) : null
}

/** The number in a field of the kind `count`; null when it is empty or anything else. */
export function countIn(value: string | undefined): number | null {
  const digits = foldLetters(value ?? '').trim()
  return /^\d{1,6}$/.test(digits) ? Number(digits) : null
}
