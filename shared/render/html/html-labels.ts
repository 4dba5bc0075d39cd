/** The words of the search bar in the HTML minutes, in every language of the minutes. */

export type SearchLabels = { readonly search: string; readonly previous: string; readonly next: string; readonly none: string }

const english: SearchLabels = { search: 'Search in this document', previous: 'Previous', next: 'Next', none: 'Nothing found' }

const catalogue: Readonly<Record<string, SearchLabels>> = {
  en: english,
  fr: { search: 'Chercher dans ce document', previous: 'Précédent', next: 'Suivant', none: 'Aucun résultat' },
  es: { search: 'Buscar en este documento', previous: 'Anterior', next: 'Siguiente', none: 'Sin resultados' },
  ca: { search: 'Cerca en aquest document', previous: 'Anterior', next: 'Següent', none: 'Sense resultats' },
  it: { search: 'Cerca in questo documento', previous: 'Precedente', next: 'Successivo', none: 'Nessun risultato' },
  el: { search: 'Αναζήτηση στο έγγραφο', previous: 'Προηγούμενο', next: 'Επόμενο', none: 'Δεν βρέθηκε τίποτα' },
  ar: { search: 'البحث في هذا المستند', previous: 'السابق', next: 'التالي', none: 'لا توجد نتائج' },
}

/** For the language of the labels; English where it is not there. */
export function searchLabels(language: string): SearchLabels {
  return catalogue[language.toLowerCase().split('-')[0] ?? ''] ?? english
}
