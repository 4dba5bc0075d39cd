import type { Translation } from '../translation.ts'
import { relayReasons } from './relay-reasons.ts'

export const failures: Translation['failures'] = {
  storageCorrupt: 'El almacenamiento de este ordenador está dañado. No se ha sobrescrito nada: todo sigue ahí, también las copias. Antes de continuar, copie la carpeta de datos en un lugar seguro.',
  storageReadonly: 'Minuta no puede escribir en su carpeta de datos. Lo que está en pantalla está a salvo mientras no cierre esta ventana. Compruebe los permisos de la carpeta y vuelva a intentarlo.',
  storageFull: 'El disco está lleno. Lo guardado está a salvo. Libere espacio; Minuta lo intenta de nuevo por sí sola.',
  storageBusy: 'Otro programa ocupa el almacenamiento de Minuta. Lo guardado está a salvo. Cierre el otro programa; Minuta lo intenta de nuevo por sí sola.',
  storageFromFuture: 'Estos datos son de una versión más reciente de Minuta. No se ha modificado nada. Instale esa versión para abrirlos.',
  storageUnknown: 'El almacenamiento de este ordenador ha fallado. Lo guardado está a salvo. Reinicie Minuta; si se repite, copie la carpeta de datos en un lugar seguro.',
  badRecord: 'No es un taller que Minuta pueda leer, así que no se ha creado nada. Corríjalo en el programa con el que se hizo y vuelva a intentarlo.',
  badAddress: 'No es la dirección de un servidor. Empieza por ws:// o wss://; por ejemplo, wss://servidor.example.org.',
  unreachable: 'El servidor no ha respondido. No se ha modificado nada. Compruebe la dirección y la red y vuelva a intentarlo.',
  noSuchWorkshop: 'El servidor ha respondido, pero no tiene este taller. No se ha modificado nada. Pida un enlace nuevo a quien lo compartió.',
  refused: `El servidor lo ha rechazado: ${relayReasons}. No se ha modificado nada. Consulte a quien lo gestiona o vuelva a intentarlo más tarde.`,
  inviteWrong: 'Esta invitación no es de este taller. No se ha modificado nada. Copie de nuevo el enlace completo o pida otro a quien dinamiza el taller.',
  inviteExpired: 'Esta invitación ha caducado o, según el reloj del servidor, aún no es válida. No se ha modificado nada, y lo que ya ha recibido se queda en este ordenador. Pida a quien dinamiza el taller un enlace nuevo, o que compruebe ese reloj.',
  inviteRevoked: 'Esta invitación se ha retirado. No se ha modificado nada, y lo que ya ha recibido se queda en este ordenador. Pida un enlace nuevo a quien dinamiza el taller.',
  unsupportedFile: 'Minuta no puede leer este archivo. No se ha modificado nada. ({detail})',
  notAllowed: 'Su función en este taller no lo permite en este ordenador. No se ha modificado nada. Consulte a quien dinamiza el taller.',
  bug: 'Algo ha fallado en Minuta. Lo guardado está a salvo. Vuelva a intentarlo; si se repite, cierre Minuta y ábrala de nuevo. ({detail})',
}
