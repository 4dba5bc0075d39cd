import type { Translation } from '../translation.ts'

export const importRefusals: Translation['import-refusals'] = {
  reading: 'جارٍ قراءة {name}…',
  stop: 'إيقاف',
  cancel: 'إلغاء',
  close: 'إغلاق',
  chooseAnother: 'اختيار ملف آخر',
  dropHere: 'أفلت الملف هنا',
  nothingChanged: 'لم يتغير شيء في الورشة.',
  encrypted: 'هذا الملف محمي بكلمة مرور. أزلها في البرنامج الذي أنشأه، ثم احفظه من جديد.',
  damaged: 'هذا الملف تالف أو مبتور. افتحه في البرنامج الذي أنشأه، ثم احفظه من جديد.',
  tooLarge: 'في هذا الملف أكثر مما يمكن استيراده دفعة واحدة ({detail}).',
  unknownType: 'لا يمكن هنا قراءة ما في هذا الملف، أيًا كان اسمه. {wanted}',
  oldExcel: 'هذا مصنف Excel من قبل 2007 (.xls). افتحه في برنامج جداول، واحفظه بصيغة .xlsx أو .ods أو CSV، ثم استورده.',
  oldWord: 'هذه وثيقة Word من قبل 2007. احفظها بصيغة .docx، ثم استوردها.',
  emptyFile: 'لا يوجد شيء في هذا الملف.',
  newerVersion: 'أُنشئ هذا الملف بإصدار أحدث من Minuta. ثبِّت الإصدار الحالي لفتحه.',
  badRecord: 'في سجل الورشة هذا ما لا يستطيع Minuta قراءته: {detail}. صحِّحه في البرنامج الذي أنشأه، ثم افتحه من جديد.',
  notReadable: 'تعذر فتح هذا الملف ({detail}).',
  timedOut: 'طالت قراءة هذا الملف أكثر من اللازم فأُوقفت.',
  crashed: 'فشلت قراءة هذا الملف. الورشة في أمان.',
}
