import { part, type FindingWords } from './words.ts'

export const es: FindingWords = {
  groups: { outcomes: 'Resultados', people: 'Personas', items: 'Programa', texts: 'Textos e imágenes', arrivals: 'Aún no está aquí' },
  sentences: {
    'action-without-owner': (s) => `${s} no tiene responsable.`,
    'action-without-date': (s) => `${s} no tiene plazo.`,
    'decision-too-long': (s, d) => `${s} tiene ${d} palabras. Hasta 40 se cita mejor.`,
    'decision-without-verb': (s) => `Puede que ${s} no empiece por un verbo («Aprobar…», «Solicitar…»).`,
    'vote-total': (s, d) => `${s}: los votos suman ${part(d, 0)}; presentes: ${part(d, 1)}.`,
    'quote-without-consent': (s) => `${s} se cita en un acta pública sin la autorización de quien lo dijo.`,
    'owner-not-listed': (s, d) => `${s} nombra a ${quoted(d)}, que no está en la lista de participantes.`,
    'nobody-present': () => 'No consta la presencia de nadie.',
    'no-chair': () => 'No consta quién ocupa la presidencia.',
    'no-rapporteur': () => 'No consta quién ocupa la secretaría.',
    'same-person': (s, d) => (s === d ? `${quoted(s)} está dos veces en la lista.` : `${quoted(s)} y ${quoted(d)} pueden ser la misma persona.`),
    'speaker-not-listed': (s, d) => (d === '' ? `Alguien que interviene en ${quoted(s)} ya no está en la lista de participantes.` : `${quoted(d)} interviene en ${quoted(s)} y no está en la lista de participantes.`),
    'name-in-words': (s, d) => `El texto${s === '' ? '' : ` de ${quoted(s)}`} nombra a ${d}. Se imprime tal cual, también en un acta sin nombres.`,
    'item-without-outcome': (s) => `${quoted(s)} no tiene ningún resultado. Si es correcto, escriba «Sin acuerdo» en su tablero.`,
    'table-not-received': (s, d) => `No se ha recibido nada de ${quoted(s)}${d === '' ? '' : ` (${d})`}.`,
    'photo-without-consent': (s) => `Una imagen de ${quoted(s)} muestra a personas que no están todas de acuerdo. Queda fuera de las actas públicas y de las cartas.`,
    'photo-people-unsaid': (s) => `Nadie ha dicho si se reconoce a alguien en una fotografía de ${quoted(s)}. Se imprime.`,
    'image-without-alt': (s) => `Una imagen de ${quoted(s)} no tiene descripción para quien no puede verla.`,
    'document-not-listed': (s, d) => `${quoted(s)} se menciona en ${quoted(d)} y no está entre los documentos.`,
    'summary-stale': (s) => `El tablero de ${quoted(s)} ha cambiado desde que se resumió.`,
    'passage-stale': (s) => `Un pasaje de ${quoted(s)} que no se imprime ha cambiado después.`,
    'translation-stale': (s, d) => `La traducción (${d}) de ${quoted(s)} es anterior a su texto.`,
    'comment-open': (s, d) => `Un comentario de ${s} está sin resolver: ${quoted(d)}`,
    'question-open': (s, d) => `Una pregunta de la sala, de ${s}, está abierta: ${quoted(d)}`,
    'image-missing': (s) => `La imagen ${quoted(s)} aún no está en este ordenador.`,
    'relay-behind': () => 'No se llega al servidor: puede que otras personas hayan escrito algo que aún no está en este ordenador.',
  },
}

function quoted(name: string): string {
  return `«${name}»`
}
