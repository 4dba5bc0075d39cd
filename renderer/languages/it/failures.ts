import type { Translation } from '../translation.ts'
import { relayReasons } from './relay-reasons.ts'

export const failures: Translation['failures'] = {
  storageCorrupt: 'I dati di questo computer sono danneggiati. Nulla è stato sovrascritto: è ancora tutto lì, comprese le copie. Prima di proseguire, copiare la cartella dei dati in un luogo sicuro.',
  storageReadonly: 'Minuta non può scrivere nella sua cartella dei dati. Quanto è sullo schermo è al sicuro finché questa finestra resta aperta. Controllare i permessi della cartella, poi riprovare.',
  storageFull: 'Il disco è pieno. Quanto era stato salvato è al sicuro. Liberare spazio; Minuta riprova da sé.',
  storageBusy: 'Un altro programma tiene occupati i dati di Minuta. Quanto era stato salvato è al sicuro. Chiudere l’altro programma; Minuta riprova da sé.',
  storageFromFuture: 'Questi dati sono stati scritti da una versione più recente di Minuta. Nulla è stato modificato. Per aprirli occorre installare la versione più recente.',
  storageUnknown: 'Il salvataggio su questo computer non è riuscito. Quanto era stato salvato è al sicuro. Riavviare Minuta; se succede di nuovo, copiare la cartella dei dati in un luogo sicuro.',
  badRecord: 'Questo non è un incontro che Minuta possa leggere, quindi non è stato creato nulla. Correggerlo nel programma di origine, poi riprovare.',
  badAddress: 'Questo non è l’indirizzo di un server. Deve iniziare con ws:// o wss://, per esempio wss://server.example.org.',
  unreachable: 'Il server non ha risposto. Nulla è stato modificato. Controllare l’indirizzo e la rete, poi riprovare.',
  noSuchWorkshop: 'Il server ha risposto, ma non ha questo incontro. Nulla è stato modificato. Chiedere un nuovo link a chi lo ha condiviso.',
  refused: `Il server ha rifiutato: ${relayReasons}. Nulla è stato modificato. Rivolgersi a chi lo gestisce, o riprovare più tardi.`,
  inviteWrong: 'Questo invito non vale per questo incontro. Nulla è stato modificato. Copiare di nuovo il link completo, o chiederne uno nuovo a un facilitatore.',
  inviteExpired: 'Questo invito è scaduto o, secondo l’orologio del server, non è ancora valido. Nulla è stato modificato e quanto già ricevuto resta su questo computer. Chiedere a un facilitatore un nuovo link, o di controllare quell’orologio.',
  inviteRevoked: 'Questo invito è stato revocato. Nulla è stato modificato e quanto già ricevuto resta su questo computer. Chiedere un nuovo link a un facilitatore.',
  unsupportedFile: 'Minuta non può leggere questo file. Nulla è stato modificato. ({detail})',
  notAllowed: 'Il suo ruolo in questo incontro non lo consente su questo computer. Nulla è stato modificato. Rivolgersi a un facilitatore.',
  bug: 'Si è verificato un errore in Minuta. Quanto era stato salvato è al sicuro. Riprovare; se succede di nuovo, chiudere e riaprire Minuta. ({detail})',
}
