/** What kind of item a line of a programme most likely is, by words of its title in the seven languages. A guess that everybody sees. */
import type { ItemKind } from '../model/workshop.ts'
import { foldWords } from '../search/fold.ts'

/** In the order in which they are looked for: "opening debate" is a debate. Words are beginnings, so that endings do not matter. */
const words: readonly (readonly [ItemKind, readonly string[]])[] = [
  ['break', ['break', 'coffee', 'lunch', 'pause', 'dejeuner', 'cafe', 'pausa', 'almuerzo', 'comida', 'dinar', 'descans', 'pranzo', 'διαλειμμα', 'γευμα', 'καφε', 'استراحه', 'غداء', 'قهوه']],
  ['visit', ['visit', 'excursion', 'visite', 'visita', 'επισκεψη', 'زياره']],
  ['showcase', ['showcase', 'exhibition', 'fair', 'vitrine', 'exposition', 'mostra', 'exposicion', 'exposicio', 'εκθεση', 'معرض']],
  ['pitch', ['pitch', 'project idea', 'idees de projet', 'ideas de proyecto', 'idee progettuali']],
  ['breakout', ['breakout', 'workshop', 'working group', 'parallel', 'atelier', 'groupe de travail', 'taller', 'grupo de trabajo', 'grup de treball', 'laboratorio', 'gruppo di lavoro', 'εργαστηριο', 'ομαδα εργασιασ', 'ورشه', 'مجموعه عمل']],
  ['debate', ['debate', 'discussion', 'round table', 'panel', 'debat', 'table ronde', 'mesa redonda', 'taula rodona', 'dibattito', 'discussione', 'tavola rotonda', 'συζητηση', 'στρογγυλη τραπεζα', 'نقاش', 'مناقشه', 'مائده مستديره']],
  ['closing', ['closing', 'conclusion', 'wrap up', 'cloture', 'clausura', 'cloenda', 'cierre', 'chiusura', 'conclusioni', 'κλεισιμο', 'συμπερασματα', 'اختتام', 'خاتمه', 'الختام']],
  ['welcome', ['welcome', 'opening', 'registration', 'accueil', 'bienvenue', 'ouverture', 'bienvenida', 'apertura', 'inauguracion', 'benvinguda', 'obertura', 'benvenuto', 'saluti', 'καλωσορισμα', 'υποδοχη', 'εναρξη', 'ترحيب', 'افتتاح', 'استقبال']],
  ['objectives', ['objectives', 'aims', 'agenda', 'objectifs', 'ordre du jour', 'objetivos', 'orden del dia', 'objectius', 'obiettivi', 'ordine del giorno', 'στοχοι', 'ημερησια διαταξη', 'اهداف', 'جدول الاعمال']],
  ['announcement', ['announcement', 'call for', 'annonce', 'appel a', 'anuncio', 'convocatoria', 'anunci', 'annuncio', 'bando', 'ανακοινωση', 'اعلان']],
  ['statement', ['statement', 'address', 'keynote', 'allocution', 'declaration', 'discours', 'discurso', 'discurs', 'intervento', 'discorso', 'ομιλια', 'χαιρετισμοσ', 'كلمه', 'خطاب']],
]

/** The kind that `title` speaks of; a presentation when it speaks of none. */
export function likelyKind(title: string): ItemKind {
  const folded = ` ${foldWords(title)} `
  return words.find(([, beginnings]) => beginnings.some((beginning) => folded.includes(` ${beginning}`) || folded.includes(` ال${beginning}`)))?.[0] ?? 'presentation'
}
