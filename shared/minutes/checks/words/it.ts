import { part, type FindingWords } from './words.ts'

export const it: FindingWords = {
  groups: { outcomes: 'Risultati', people: 'Persone', items: 'Programma', texts: 'Testi e immagini', arrivals: 'Non ancora qui' },
  sentences: {
    'action-without-owner': (s) => `${s} non ha un responsabile.`,
    'action-without-date': (s) => `${s} non ha una scadenza.`,
    'decision-too-long': (s, d) => `${s} ha ${d} parole. Fino a 40 è più facile da citare.`,
    'decision-without-verb': (s) => `${s} forse non inizia con un verbo («Approva …», «Chiede …»).`,
    'vote-total': (s, d) => `${s}: i voti sono in tutto ${part(d, 0)}; presenti: ${part(d, 1)}.`,
    'quote-without-consent': (s) => `${s} è citata in un resoconto pubblico senza il consenso di chi l’ha detta.`,
    'owner-not-listed': (s, d) => `${s} nomina ${quoted(d)}, che non è nell’elenco dei partecipanti.`,
    'nobody-present': () => 'Nessuno risulta presente.',
    'no-chair': () => 'Nessuno è indicato alla presidenza.',
    'no-rapporteur': () => 'Nessuno è indicato come verbalizzante.',
    'same-person': (s, d) => (s === d ? `${quoted(s)} è due volte nell’elenco.` : `${quoted(s)} e ${quoted(d)} sono forse la stessa persona.`),
    'speaker-not-listed': (s, d) => (d === '' ? `Un relatore di ${quoted(s)} non è più nell’elenco dei partecipanti.` : `${quoted(d)} è tra i relatori di ${quoted(s)} e non è nell’elenco dei partecipanti.`),
    'name-in-words': (s, d) => `Il testo${s === '' ? '' : ` di ${quoted(s)}`} nomina ${d}. È stampato così com’è, anche in un verbale senza nomi.`,
    'item-without-outcome': (s) => `${quoted(s)} non ha risultati. Se è giusto così, scrivere «Nessuna decisione» sulla sua lavagna.`,
    'table-not-received': (s, d) => `Da ${quoted(s)}${d === '' ? '' : ` (${d})`} non è arrivato nulla.`,
    'photo-without-consent': (s) => `Un’immagine di ${quoted(s)} mostra persone che non acconsentono tutte. Resta fuori dai resoconti pubblici e dalle lettere.`,
    'photo-people-unsaid': (s) => `Nessuno ha detto se in una fotografia di ${quoted(s)} si riconosce qualcuno. Viene stampata.`,
    'image-without-alt': (s) => `Un’immagine di ${quoted(s)} non ha una descrizione per chi non può vederla.`,
    'document-not-listed': (s, d) => `${quoted(s)} è menzionato su ${quoted(d)} e non è tra i documenti.`,
    'summary-stale': (s) => `La lavagna di ${quoted(s)} è cambiata da quando è stata sintetizzata.`,
    'passage-stale': (s) => `Un passaggio di ${quoted(s)} che non viene stampato è cambiato nel frattempo.`,
    'translation-stale': (s, d) => `La traduzione (${d}) di ${quoted(s)} è meno recente del suo testo.`,
    'comment-open': (s, d) => `Un commento di ${s} non è risolto: ${quoted(d)}`,
    'question-open': (s, d) => `Una domanda dalla sala, di ${s}, è aperta: ${quoted(d)}`,
    'image-missing': (s) => `L’immagine ${quoted(s)} non è ancora su questo computer.`,
    'relay-behind': () => 'Il server non è raggiungibile: altri possono aver scritto ciò che non è ancora su questo computer.',
  },
}

function quoted(name: string): string {
  return `«${name}»`
}
