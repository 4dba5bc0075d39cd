import { catalogue } from './i18n.tsx'

export const messages = catalogue({
  en: {
    close: 'Close',
    clearSearch: 'Clear search',
    notifications: 'Notifications',
    more: 'More actions',
    dismiss: 'Dismiss',
    directionAuto: 'Follows the language',
    directionLtr: 'From left to right',
    directionRtl: 'From right to left',
  },
  fr: {
    close: 'Fermer',
    clearSearch: 'Effacer la recherche',
    notifications: 'Notifications',
    more: 'Autres actions',
    dismiss: 'Fermer l’avis',
    directionAuto: 'Suit la langue',
    directionLtr: 'De gauche à droite',
    directionRtl: 'De droite à gauche',
  },
})
