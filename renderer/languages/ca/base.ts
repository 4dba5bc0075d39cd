import type { Translation } from '../translation.ts'

export const base: Translation['base'] = {
  close: 'Tanca',
  clearSearch: 'Esborra la cerca',
  notifications: 'Avisos',
  more: 'Més accions',
  dismiss: 'Descarta',
  directionAuto: 'La de la llengua',
  directionLtr: 'D’esquerra a dreta',
  directionRtl: 'De dreta a esquerra',
  appearance: 'Aparença',
  appearance_light: 'Clara',
  appearance_dark: 'Fosca',
}
