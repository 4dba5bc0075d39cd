import type { Translation } from '../translation.ts'

export const importRefusals: Translation['import-refusals'] = {
  reading: 'Lettura di {name}…',
  stop: 'Interrompi',
  cancel: 'Annulla',
  close: 'Chiudi',
  chooseAnother: 'Scegli un altro file',
  dropHere: 'Trascinare qui il file',
  nothingChanged: 'Nulla è stato modificato nell’incontro.',
  encrypted: 'Questo file è protetto da password. Rimuovere la password nel programma di origine e salvarlo di nuovo.',
  damaged: 'Questo file è danneggiato o incompleto. Aprirlo nel programma di origine e salvarlo di nuovo.',
  tooLarge: 'Questo file contiene più di quanto si possa importare in una volta ({detail}).',
  unknownType: 'Il contenuto di questo file non può essere letto qui, qualunque cosa dica il nome. {wanted}',
  oldExcel: 'Questa è una cartella di lavoro di Excel precedente al 2007 (.xls). Aprirla in un foglio di calcolo, salvarla come .xlsx, .ods o CSV e importare il nuovo file.',
  oldWord: 'Questo è un documento di Word precedente al 2007. Salvarlo come .docx e importare il nuovo file.',
  emptyFile: 'Questo file è vuoto.',
  newerVersion: 'Questo file è stato creato con una versione più recente di Minuta. Per aprirlo occorre installare la versione attuale.',
  badRecord: 'Questi dati di un incontro contengono qualcosa che Minuta non può leggere: {detail}. Correggerli nel programma di origine, poi aprirli di nuovo.',
  notReadable: 'Non è stato possibile aprire questo file ({detail}).',
  timedOut: 'La lettura di questo file richiedeva troppo tempo ed è stata interrotta.',
  crashed: 'La lettura di questo file non è riuscita. L’incontro è al sicuro.',
}
