import { catalogue } from './i18n.tsx'

export const messages = catalogue('base', {
  close: 'Close',
  clearSearch: 'Clear search',
  notifications: 'Notifications',
  more: 'More actions',
  dismiss: 'Dismiss',
  directionAuto: 'Follows the language',
  directionLtr: 'From left to right',
  directionRtl: 'From right to left',
  appearance: 'Appearance',
  appearance_light: 'Light',
  appearance_dark: 'Dark',
})
