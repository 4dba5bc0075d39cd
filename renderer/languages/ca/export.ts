import type { Translation } from '../translation.ts'

export const exporting: Translation['export'] = {
  diskFull: 'No queda espai on havia d’anar el fitxer. Allibereu espai o trieu un altre lloc i torneu a exportar. El taller està fora de perill.',
  notAllowed: 'En aquesta carpeta no s’hi pot escriure. Trieu una altra carpeta i torneu a exportar. El taller està fora de perill.',
  inUse: 'Hi ha un fitxer amb aquest nom obert en un altre programa. Tanqueu-lo o trieu un altre nom i torneu a exportar. El taller està fora de perill.',
  noFolder: 'La carpeta no hi és o ja no hi és. Trieu una altra carpeta i torneu a exportar. El taller està fora de perill.',
  cannotWrite: 'No s’ha pogut escriure el fitxer. Comproveu la carpeta i l’espai lliure i torneu a exportar. El taller està fora de perill. ({detail})',
  crashed: 'L’exportació s’ha aturat de manera inesperada. El taller està fora de perill. Torneu a exportar; si es repeteix, proveu un altre format. ({detail})',
  badContent: 'No s’ha pogut exportar algun element d’un tauler. El taller està fora de perill. ({detail})',
  emptyTables: 'El fitxer és buit: aquesta acta no té cap relació per fer-ne taules.',
  emptyCalendar: 'El calendari és buit: cap tasca oberta d’aquesta acta no té una data completa, i la pròxima reunió tampoc.',
}
