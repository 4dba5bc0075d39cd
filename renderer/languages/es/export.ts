import type { Translation } from '../translation.ts'

export const exporting: Translation['export'] = {
  diskFull: 'No queda espacio donde debía ir el archivo. Libere espacio o elija otro lugar y vuelva a exportar. El taller está a salvo.',
  notAllowed: 'No se puede escribir en esta carpeta. Elija otra carpeta y vuelva a exportar. El taller está a salvo.',
  inUse: 'Hay un archivo con este nombre abierto en otro programa. Ciérrelo o elija otro nombre y vuelva a exportar. El taller está a salvo.',
  noFolder: 'La carpeta no existe o ya no está. Elija otra carpeta y vuelva a exportar. El taller está a salvo.',
  cannotWrite: 'No se ha podido escribir el archivo. Compruebe la carpeta y el espacio libre y vuelva a exportar. El taller está a salvo. ({detail})',
  crashed: 'La exportación se ha detenido de forma inesperada. El taller está a salvo. Vuelva a exportar; si se repite, pruebe con otro formato. ({detail})',
  badContent: 'No se ha podido exportar algún elemento de un tablero. El taller está a salvo. ({detail})',
  emptyTables: 'El archivo está vacío: esta acta no tiene ninguna relación de la que hacer tablas.',
  emptyCalendar: 'El calendario está vacío: ninguna tarea abierta de esta acta tiene una fecha completa, y la próxima reunión tampoco.',
}
