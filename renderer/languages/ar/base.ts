import type { Translation } from '../translation.ts'

export const base: Translation['base'] = {
  close: 'إغلاق',
  clearSearch: 'مسح البحث',
  notifications: 'الإشعارات',
  more: 'إجراءات أخرى',
  dismiss: 'إغلاق الإشعار',
  directionAuto: 'حسب اللغة',
  directionLtr: 'من اليسار إلى اليمين',
  directionRtl: 'من اليمين إلى اليسار',
  appearance: 'المظهر',
  appearance_light: 'فاتح',
  appearance_dark: 'داكن',
}
