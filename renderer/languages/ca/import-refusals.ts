import type { Translation } from '../translation.ts'

export const importRefusals: Translation['import-refusals'] = {
  reading: 'S’està llegint {name}…',
  stop: 'Atura',
  cancel: 'Cancel·la',
  close: 'Tanca',
  chooseAnother: 'Tria un altre fitxer',
  dropHere: 'Deixeu anar el fitxer aquí',
  nothingChanged: 'No s’ha modificat res en el taller.',
  encrypted: 'Aquest fitxer està protegit amb contrasenya. Traieu-la en el programa amb què es va fer i torneu-lo a desar.',
  damaged: 'Aquest fitxer està malmès o incomplet. Obriu-lo en el programa amb què es va fer i torneu-lo a desar.',
  tooLarge: 'Aquest fitxer conté més del que es pot importar d’un cop ({detail}).',
  unknownType: 'El contingut d’aquest fitxer no es pot llegir aquí, sigui quin sigui el seu nom. {wanted}',
  oldExcel: 'És un llibre de l’Excel anterior al 2007 (.xls). Obriu-lo en un full de càlcul, deseu-lo com a .xlsx, .ods o CSV i importeu-lo així.',
  oldWord: 'És un document del Word anterior al 2007. Deseu-lo com a .docx i importeu-lo així.',
  emptyFile: 'Aquest fitxer és buit.',
  newerVersion: 'Aquest fitxer és d’una versió més recent del Minuta. Instal·leu la versió actual per obrir-lo.',
  badRecord: 'Aquestes dades de taller contenen alguna cosa que el Minuta no pot llegir: {detail}. Corregiu-les en el programa amb què es van fer i torneu-les a obrir.',
  notReadable: 'No s’ha pogut obrir aquest fitxer ({detail}).',
  timedOut: 'La lectura d’aquest fitxer trigava massa i s’ha aturat.',
  crashed: 'La lectura d’aquest fitxer ha fallat. El taller està segur.',
}
