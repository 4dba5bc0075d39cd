import { part, type FindingWords } from './words.ts'

export const ca: FindingWords = {
  groups: { outcomes: 'Resultats', people: 'Persones', items: 'Programa', texts: 'Textos i imatges', arrivals: 'Encara no és aquí' },
  sentences: {
    'action-without-owner': (s) => `${s} no té responsable.`,
    'action-without-date': (s) => `${s} no té termini.`,
    'decision-too-long': (s, d) => `${s} té ${d} paraules. Fins a 40 se cita més bé.`,
    'decision-without-verb': (s) => `Pot ser que ${s} no comenci per un verb («Aprovar…», «Sol·licitar…»).`,
    'vote-total': (s, d) => `${s}: els vots sumen ${part(d, 0)}; presents: ${part(d, 1)}.`,
    'quote-without-consent': (s) => `${s} se cita en una acta pública sense l’autorització de qui ho va dir.`,
    'owner-not-listed': (s, d) => `${s} anomena ${quoted(d)}, que no és a la llista de participants.`,
    'nobody-present': () => 'No consta la presència de ningú.',
    'no-chair': () => 'No consta qui ocupa la presidència.',
    'no-rapporteur': () => 'No consta qui ocupa la secretaria.',
    'same-person': (s, d) => (s === d ? `${quoted(s)} surt dues vegades a la llista.` : `${quoted(s)} i ${quoted(d)} poden ser la mateixa persona.`),
    'speaker-not-listed': (s, d) => (d === '' ? `Algú que intervé a ${quoted(s)} ja no és a la llista de participants.` : `${quoted(d)} intervé a ${quoted(s)} i no és a la llista de participants.`),
    'name-in-words': (s, d) => `El text${s === '' ? '' : ` de ${quoted(s)}`} anomena ${d}. S’imprimeix tal com és, també en una acta sense noms.`,
    'item-without-outcome': (s) => `${quoted(s)} no té cap resultat. Si és correcte, escriviu «Sense acord» al seu tauler.`,
    'table-not-received': (s, d) => `No s’ha rebut res de ${quoted(s)}${d === '' ? '' : ` (${d})`}.`,
    'photo-without-consent': (s) => `Una imatge de ${quoted(s)} mostra persones que no hi estan totes d’acord. Queda fora de les actes públiques i de les cartes.`,
    'photo-people-unsaid': (s) => `Ningú no ha dit si es reconeix algú en una fotografia de ${quoted(s)}. S’imprimeix.`,
    'image-without-alt': (s) => `Una imatge de ${quoted(s)} no té descripció per a qui no la pot veure.`,
    'document-not-listed': (s, d) => `${quoted(s)} s’esmenta a ${quoted(d)} i no és entre els documents.`,
    'summary-stale': (s) => `El tauler de ${quoted(s)} ha canviat des que es va resumir.`,
    'passage-stale': (s) => `Un passatge de ${quoted(s)} que no s’imprimeix ha canviat després.`,
    'translation-stale': (s, d) => `La traducció (${d}) de ${quoted(s)} és anterior al seu text.`,
    'comment-open': (s, d) => `Un comentari de ${s} està sense resoldre: ${quoted(d)}`,
    'question-open': (s, d) => `Una pregunta de la sala, de ${s}, és oberta: ${quoted(d)}`,
    'image-missing': (s) => `La imatge ${quoted(s)} encara no és en aquest ordinador.`,
    'relay-behind': () => 'No s’arriba al servidor: pot ser que altres persones hagin escrit coses que encara no són en aquest ordinador.',
  },
}

function quoted(name: string): string {
  return `«${name}»`
}
