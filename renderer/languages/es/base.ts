import type { Translation } from '../translation.ts'

export const base: Translation['base'] = {
  close: 'Cerrar',
  clearSearch: 'Borrar la búsqueda',
  notifications: 'Avisos',
  more: 'Más acciones',
  dismiss: 'Descartar',
  directionAuto: 'La del idioma',
  directionLtr: 'De izquierda a derecha',
  directionRtl: 'De derecha a izquierda',
  appearance: 'Apariencia',
  appearance_light: 'Clara',
  appearance_dark: 'Oscura',
}
