import type { Translation } from '../translation.ts'

export const base: Translation['base'] = {
  close: 'Chiudi',
  clearSearch: 'Cancella la ricerca',
  notifications: 'Notifiche',
  more: 'Altre azioni',
  dismiss: 'Chiudi l’avviso',
  directionAuto: 'Segue la lingua',
  directionLtr: 'Da sinistra a destra',
  directionRtl: 'Da destra a sinistra',
  appearance: 'Aspetto',
  appearance_light: 'Chiaro',
  appearance_dark: 'Scuro',
}
