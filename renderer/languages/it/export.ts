import type { Translation } from '../translation.ts'

export const exporting: Translation['export'] = {
  diskFull: 'Non c’è più spazio dove il file doveva essere salvato. Liberare spazio o scegliere un’altra posizione, poi esportare di nuovo. L’incontro è al sicuro.',
  notAllowed: 'Non è possibile scrivere file in questa cartella. Scegliere un’altra cartella, poi esportare di nuovo. L’incontro è al sicuro.',
  inUse: 'Un file con questo nome è aperto in un altro programma. Chiuderlo o scegliere un altro nome, poi esportare di nuovo. L’incontro è al sicuro.',
  noFolder: 'La cartella non c’è, o non c’è più. Scegliere un’altra cartella, poi esportare di nuovo. L’incontro è al sicuro.',
  cannotWrite: 'Non è stato possibile scrivere il file. Controllare la cartella e lo spazio libero, poi esportare di nuovo. L’incontro è al sicuro. ({detail})',
  crashed: 'L’esportazione si è interrotta in modo imprevisto. L’incontro è al sicuro. Esportare di nuovo; se succede ancora, provare un altro formato. ({detail})',
  badContent: 'Non è stato possibile esportare un elemento di una lavagna. L’incontro è al sicuro. ({detail})',
  emptyTables: 'Il file è vuoto: questo verbale non ha alcun elenco di cui fare tabelle.',
  emptyCalendar: 'Il calendario è vuoto: nessuna azione aperta di questo verbale ha una data completa, e nemmeno la prossima riunione.',
}
