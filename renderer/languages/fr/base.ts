import type { Translation } from '../translation.ts'

export const base: Translation['base'] = {
  close: 'Fermer',
  clearSearch: 'Effacer la recherche',
  notifications: 'Notifications',
  more: 'Autres actions',
  dismiss: 'Fermer l’avis',
  directionAuto: 'Suit la langue',
  directionLtr: 'De gauche à droite',
  directionRtl: 'De droite à gauche',
  appearance: 'Apparence',
  appearance_light: 'Claire',
  appearance_dark: 'Sombre',
}
