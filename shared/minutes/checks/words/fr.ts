import { part, type FindingWords } from './words.ts'

export const fr: FindingWords = {
  groups: { outcomes: 'Résultats', people: 'Personnes', items: 'Programme', texts: 'Textes et images', arrivals: 'Pas encore ici' },
  sentences: {
    'action-without-owner': (s) => `${s} n’a pas de responsable.`,
    'action-without-date': (s) => `${s} n’a pas d’échéance.`,
    'decision-too-long': (s, d) => `${s} compte ${d} mots. Jusqu’à 40, on la cite plus facilement.`,
    'decision-without-verb': (s) => `${s} ne commence peut-être pas par un verbe («\u00A0Adopte …\u00A0», «\u00A0Invite …\u00A0»).`,
    'vote-total': (s, d) => `${s}\u00A0: les voix font ${part(d, 0)}\u202F; présents\u00A0: ${part(d, 1)}.`,
    'quote-without-consent': (s) => `${s} est citée dans un compte rendu public sans l’accord de son auteur.`,
    'owner-not-listed': (s, d) => `${s} nomme ${quoted(d)}, qui n’est pas dans la liste des participants.`,
    'nobody-present': () => 'Aucune présence n’est notée.',
    'no-chair': () => 'Personne n’est nommé à la présidence.',
    'no-rapporteur': () => 'Personne n’est désigné secrétaire de séance.',
    'same-person': (s, d) => (s === d ? `${quoted(s)} figure deux fois dans la liste.` : `${quoted(s)} et ${quoted(d)} sont peut-être la même personne.`),
    'speaker-not-listed': (s, d) => (d === '' ? `Un intervenant de ${quoted(s)} n’est plus dans la liste des participants.` : `${quoted(d)} intervient dans ${quoted(s)} sans être dans la liste des participants.`),
    'name-in-words': (s, d) => `Le texte${s === '' ? '' : ` de ${quoted(s)}`} nomme ${d}. Il est imprimé tel quel, aussi dans un compte rendu sans noms.`,
    'item-without-outcome': (s) => `${quoted(s)} n’a aucun résultat. Écrivez «\u00A0Pas de décision\u00A0» sur son tableau si c’est exact.`,
    'table-not-received': (s, d) => `Rien n’est arrivé de ${quoted(s)}${d === '' ? '' : ` (${d})`}.`,
    'photo-without-consent': (s) => `Une image de ${quoted(s)} montre des personnes qui n’ont pas toutes donné leur accord. Elle est absente des comptes rendus publics et des lettres.`,
    'photo-people-unsaid': (s) => `Personne n’a dit si l’on reconnaît quelqu’un sur une photographie de ${quoted(s)}. Elle est imprimée.`,
    'image-without-alt': (s) => `Une image de ${quoted(s)} n’a pas de description pour qui ne la voit pas.`,
    'document-not-listed': (s, d) => `${quoted(s)} est mentionné sur ${quoted(d)} sans être parmi les documents.`,
    'summary-stale': (s) => `Le tableau de ${quoted(s)} a changé depuis qu’il a été résumé.`,
    'passage-stale': (s) => `Un passage de ${quoted(s)} qui n’est pas imprimé a changé depuis.`,
    'translation-stale': (s, d) => `La traduction (${d}) de ${quoted(s)} est plus ancienne que son texte.`,
    'comment-open': (s, d) => `Un commentaire de ${s} n’est pas résolu\u00A0: ${quoted(d)}`,
    'question-open': (s, d) => `Une question de la salle, de ${s}, est ouverte\u00A0: ${quoted(d)}`,
    'image-missing': (s) => `L’image ${quoted(s)} n’est pas encore sur cet ordinateur.`,
    'relay-behind': () => 'Le relais n’est pas joint\u00A0: d’autres ont peut-être écrit ce qui n’est pas encore sur cet ordinateur.',
  },
}

function quoted(name: string): string {
  return `«\u00A0${name}\u00A0»`
}
