/** A finding in a sentence, for whoever reads the page or the command line: what it is, and what would put it right. */
import { type Finding, type FindingGroup, type FindingKind } from './finding.ts'

export const findingLanguages = ['en', 'fr'] as const
export type FindingLanguage = (typeof findingLanguages)[number]

/** `s`: what it is about; `d`: the other thing that the sentence needs. */
type Sentence = (s: string, d: string) => string

const sentences: Readonly<Record<FindingLanguage, Readonly<Record<FindingKind, Sentence>>>> = {
  en: {
    'action-without-owner': (s) => `${s} has no owner.`,
    'action-without-date': (s) => `${s} has no date.`,
    'decision-too-long': (s, d) => `${s} has ${d} words. Up to 40 are easier to quote.`,
    'decision-without-verb': (s) => `${s} may not begin with a verb (“Adopts …”, “Asks …”).`,
    'vote-total': (s, d) => `${s}: the votes add up to ${part(d, 0)}, and ${part(d, 1)} people were present.`,
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
  fr: {
    'action-without-owner': (s) => `${s} n’a pas de responsable.`,
    'action-without-date': (s) => `${s} n’a pas d’échéance.`,
    'decision-too-long': (s, d) => `${s} compte ${d} mots. Jusqu’à 40, on la cite plus facilement.`,
    'decision-without-verb': (s) => `${s} ne commence peut-être pas par un verbe (« Adopte … », « Invite … »).`,
    'vote-total': (s, d) => `${s} : les voix font ${part(d, 0)}, et ${part(d, 1)} personnes étaient présentes.`,
    'quote-without-consent': (s) => `${s} est citée dans un rapport public sans l’accord de son auteur.`,
    'owner-not-listed': (s, d) => `${s} nomme ${quotedFr(d)}, qui n’est pas dans la liste des participants.`,
    'nobody-present': () => 'Personne n’est noté présent.',
    'no-chair': () => 'Personne n’est nommé à la présidence.',
    'no-rapporteur': () => 'Personne n’est nommé rapporteur.',
    'same-person': (s, d) => (s === d ? `${quotedFr(s)} figure deux fois dans la liste.` : `${quotedFr(s)} et ${quotedFr(d)} sont peut-être la même personne.`),
    'speaker-not-listed': (s, d) => (d === '' ? `Un intervenant de ${quotedFr(s)} n’est plus dans la liste des participants.` : `${quotedFr(d)} intervient dans ${quotedFr(s)} sans être dans la liste des participants.`),
    'name-in-words': (s, d) => `Le texte${s === '' ? '' : ` de ${quotedFr(s)}`} nomme ${d}. Il est imprimé tel quel, aussi dans un compte rendu sans noms.`,
    'item-without-outcome': (s) => `${quotedFr(s)} n’a aucun résultat. Écrivez « Pas de décision » sur son tableau si c’est exact.`,
    'table-not-received': (s, d) => `Rien n’est arrivé de ${quotedFr(s)}${d === '' ? '' : ` (${d})`}.`,
    'image-without-alt': (s) => `Une image de ${quotedFr(s)} n’a pas de description pour qui ne la voit pas.`,
    'document-not-listed': (s, d) => `${quotedFr(s)} est mentionné sur ${quotedFr(d)} sans être parmi les documents.`,
    'summary-stale': (s) => `Le tableau de ${quotedFr(s)} a changé depuis qu’il a été résumé.`,
    'passage-stale': (s) => `Un passage de ${quotedFr(s)} qui n’est pas imprimé a changé depuis.`,
    'translation-stale': (s, d) => `La traduction (${d}) de ${quotedFr(s)} est plus ancienne que son texte.`,
    'comment-open': (s, d) => `Un commentaire de ${s} n’est pas résolu : ${quotedFr(d)}`,
    'question-open': (s, d) => `Une question de la salle, de ${s}, est ouverte : ${quotedFr(d)}`,
    'image-missing': (s) => `L’image ${quotedFr(s)} n’est pas encore sur cet ordinateur.`,
    'relay-behind': () => 'Le relais n’est pas joint : d’autres ont peut-être écrit ce qui n’est pas encore sur cet ordinateur.',
  },
}

const groupNames: Readonly<Record<FindingLanguage, Readonly<Record<FindingGroup, string>>>> = {
  en: { outcomes: 'Outcomes', people: 'People', items: 'Programme', texts: 'Texts and images', arrivals: 'Not here yet' },
  fr: { outcomes: 'Résultats', people: 'Personnes', items: 'Programme', texts: 'Textes et images', arrivals: 'Pas encore ici' },
}

/** One sentence. Names in it are as people typed them. */
export function findingWords({ kind, subject, detail }: Finding, language: FindingLanguage): string {
  return sentences[language][kind](subject, detail)
}

export function findingGroupName(group: FindingGroup, language: FindingLanguage): string {
  return groupNames[language][group]
}

function quoted(name: string): string {
  return `“${name}”`
}

function quotedFr(name: string): string {
  return `« ${name} »`
}

/** The numbers of "15/47". */
function part(detail: string, index: number): string {
  return detail.split('/')[index] ?? ''
}
