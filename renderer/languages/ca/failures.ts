import type { Translation } from '../translation.ts'
import { relayReasons } from './relay-reasons.ts'

export const failures: Translation['failures'] = {
  storageCorrupt: 'L’emmagatzematge d’aquest ordinador està malmès. No s’ha sobreescrit res: encara hi és tot, també les còpies. Abans de continuar, copieu la carpeta de dades en un lloc segur.',
  storageReadonly: 'El Minuta no pot escriure a la seva carpeta de dades. El que es veu en pantalla està fora de perill mentre no tanqueu aquesta finestra. Comproveu els permisos de la carpeta i torneu-ho a provar.',
  storageFull: 'El disc és ple. El que s’havia desat està fora de perill. Allibereu espai; el Minuta ho torna a provar tot sol.',
  storageBusy: 'Un altre programa ocupa l’emmagatzematge del Minuta. El que s’havia desat està fora de perill. Tanqueu l’altre programa; el Minuta ho torna a provar tot sol.',
  storageFromFuture: 'Aquestes dades són d’una versió més recent del Minuta. No s’ha modificat res. Instal·leu aquella versió per obrir-les.',
  storageUnknown: 'L’emmagatzematge d’aquest ordinador ha fallat. El que s’havia desat està fora de perill. Reinicieu el Minuta; si es repeteix, copieu la carpeta de dades en un lloc segur.',
  badRecord: 'No és un taller que el Minuta pugui llegir i, per tant, no s’ha creat res. Corregiu-lo en el programa amb què es va fer i torneu-ho a provar.',
  badAddress: 'No és l’adreça d’un servidor. Comença per ws:// o wss://; per exemple, wss://servidor.example.org.',
  unreachable: 'El servidor no ha respost. No s’ha modificat res. Comproveu l’adreça i la xarxa i torneu-ho a provar.',
  noSuchWorkshop: 'El servidor ha respost, però no té aquest taller. No s’ha modificat res. Demaneu un enllaç nou a qui el va compartir.',
  refused: `El servidor ho ha rebutjat: ${relayReasons}. No s’ha modificat res. Consulteu qui el gestiona o torneu-ho a provar més tard.`,
  inviteWrong: 'Aquesta invitació no és d’aquest taller. No s’ha modificat res. Torneu a copiar l’enllaç sencer o demaneu-ne un altre a qui dinamitza el taller.',
  inviteExpired: 'Aquesta invitació ha caducat o, segons el rellotge del servidor, encara no és vàlida. No s’ha modificat res, i el que ja heu rebut es queda en aquest ordinador. Demaneu a qui dinamitza el taller un enllaç nou, o que comprovi aquest rellotge.',
  inviteRevoked: 'Aquesta invitació s’ha retirat. No s’ha modificat res, i el que ja heu rebut es queda en aquest ordinador. Demaneu un enllaç nou a qui dinamitza el taller.',
  unsupportedFile: 'El Minuta no pot llegir aquest fitxer. No s’ha modificat res. ({detail})',
  notAllowed: 'La vostra funció en aquest taller no ho permet en aquest ordinador. No s’ha modificat res. Consulteu qui dinamitza el taller.',
  bug: 'Hi ha hagut un error al Minuta. El que s’havia desat està fora de perill. Torneu-ho a provar; si es repeteix, tanqueu el Minuta i torneu-lo a obrir. ({detail})',
}
