import type { Translation } from '../translation.ts'

export const restore: Translation['restore'] = {
  problemTitle: 'Impossibile aprire gli incontri di questo computer',
  damaged: 'I dati di questo computer sono danneggiati. Nulla è stato sovrascritto: il file danneggiato e tutte le sue copie ci sono ancora.',
  looking: 'Ricerca di una copia integra…',
  copyFound: 'C’è una copia integra con {count, plural, one {# incontro} other {# incontri}}, in data {time}.',
  whatHappens: 'Se la si apre, il file danneggiato viene messo da parte senza modifiche e nulla viene eliminato. Gli incontri condivisi tramite un server recuperano da sé quanto è stato scritto in seguito; per gli altri, si trova solo nel file danneggiato.',
  noCopy: 'Su questo computer non c’è ancora una copia integra. Prima di proseguire, copiare la cartella dei dati in un luogo sicuro. Gli incontri in testo leggibile sono nella sua cartella «readable copies»; in quelli condivisi si può entrare da un altro computer.',
  openCopy: 'Apri l’ultima copia integra',
  restoring: 'Apertura della copia…',
  restored: 'È aperta la copia in data {time}. Il file danneggiato è conservato nella cartella dei dati con il nome {name}.',
  notRestored: 'Non è stato possibile aprire la copia',
  dataFolder: 'Cartella dei dati: {path}',
  tryAgain: 'Riprova',
  showFolder: 'Mostra la cartella',
}
