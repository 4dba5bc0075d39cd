import { part, type FindingWords } from './words.ts'

export const en: FindingWords = {
  groups: { outcomes: 'Outcomes', people: 'People', items: 'Programme', texts: 'Texts and images', arrivals: 'Not here yet' },
  sentences: {
    'action-without-owner': (s) => `${s} has no owner.`,
    'action-without-date': (s) => `${s} has no date.`,
    'decision-too-long': (s, d) => `${s} has ${d} words. Up to 40 are easier to quote.`,
    'decision-without-verb': (s) => `${s} may not begin with a verb (“Adopts …”, “Asks …”).`,
    'vote-total': (s, d) => `${s}: the votes add up to ${part(d, 0)}; present: ${part(d, 1)}.`,
    'quote-without-consent': (s) => `${s} is quoted in a public report without the speaker’s consent.`,
    'owner-not-listed': (s, d) => `${s} names ${quoted(d)}, who is not in the list of participants.`,
    'nobody-present': () => 'Nobody is marked as present.',
    'no-chair': () => 'Nobody is named as chair.',
    'no-rapporteur': () => 'Nobody is named as rapporteur.',
    'same-person': (s, d) => (s === d ? `${quoted(s)} is in the list twice.` : `${quoted(s)} and ${quoted(d)} may be the same person.`),
    'speaker-not-listed': (s, d) => (d === '' ? `A speaker of ${quoted(s)} is no longer in the list of participants.` : `${quoted(d)} speaks in ${quoted(s)} and is not in the list of participants.`),
    'name-in-words': (s, d) => `The words${s === '' ? '' : ` of ${quoted(s)}`} name ${d}. They are printed as they stand, also in minutes without names.`,
    'item-without-outcome': (s) => `${quoted(s)} has no outcome. Write “No decision” on its board if that is right.`,
    'table-not-received': (s, d) => `Nothing was received from ${quoted(s)}${d === '' ? '' : ` (${d})`}.`,
    'photo-without-consent': (s) => `A picture on ${quoted(s)} shows people who have not all agreed. It is left out of public reports and letters.`,
    'photo-people-unsaid': (s) => `Nobody said whether anybody can be recognised in a photograph on ${quoted(s)}. It is printed.`,
    'image-without-alt': (s) => `An image on ${quoted(s)} has no description for those who cannot see it.`,
    'document-not-listed': (s, d) => `${quoted(s)} is mentioned on ${quoted(d)} and is not among the documents.`,
    'summary-stale': (s) => `The board of ${quoted(s)} has changed since it was summarised.`,
    'passage-stale': (s) => `A passage of ${quoted(s)} that is not printed has changed since.`,
    'translation-stale': (s, d) => `The translation (${d}) of ${quoted(s)} is older than its text.`,
    'comment-open': (s, d) => `A comment by ${s} is unresolved: ${quoted(d)}`,
    'question-open': (s, d) => `A question from the floor by ${s} is open: ${quoted(d)}`,
    'image-missing': (s) => `The image ${quoted(s)} is not on this computer yet.`,
    'relay-behind': () => 'The relay is not reached: others may have written what is not on this computer yet.',
  },
}

function quoted(name: string): string {
  return `“${name}”`
}
