import type { Translation } from '../translation.ts'
import { relayReasons } from './relay-reasons.ts'

export const failures: Translation['failures'] = {
  storageCorrupt: 'Les données de cet ordinateur sont endommagées. Rien n’a été écrasé : tout est encore là, les copies aussi. Copiez le dossier des données en lieu sûr avant de continuer.',
  storageReadonly: 'Minuta ne peut pas écrire dans son dossier de données. Ce qui est à l’écran est en sûreté tant que cette fenêtre reste ouverte. Vérifiez les droits du dossier, puis réessayez.',
  storageFull: 'Le disque est plein. Ce qui a été enregistré est en sûreté. Libérez de la place ; Minuta réessaie de lui-même.',
  storageBusy: 'Un autre programme retient les données de Minuta. Ce qui a été enregistré est en sûreté. Fermez l’autre programme ; Minuta réessaie de lui-même.',
  storageFromFuture: 'Ces données viennent d’une version plus récente de Minuta. Rien n’a été modifié. Installez la version récente pour les ouvrir.',
  storageUnknown: 'L’enregistrement sur cet ordinateur a échoué. Ce qui a été enregistré est en sûreté. Relancez Minuta ; si cela se reproduit, copiez le dossier des données en lieu sûr.',
  badRecord: 'Ce n’est pas un atelier que Minuta sait lire ; rien n’a été créé. Corrigez-le dans le programme d’origine, puis réessayez.',
  badAddress: 'Ce n’est pas une adresse de relais. Elle commence par ws:// ou wss://, par exemple wss://relais.example.org.',
  unreachable: 'Le relais n’a pas répondu. Rien n’a été modifié. Vérifiez l’adresse et le réseau, puis réessayez.',
  noSuchWorkshop: 'Le relais a répondu, mais il n’a pas cet atelier. Rien n’a été modifié. Demandez un nouveau lien à la personne qui le partage.',
  refused: `Le relais a refusé : ${relayReasons}. Rien n’a été modifié. Adressez-vous à la personne qui s’en occupe, ou réessayez plus tard.`,
  inviteWrong: 'Cette invitation n’est pas valable pour cet atelier. Rien n’a été modifié. Copiez à nouveau le lien entier, ou demandez-en un autre à un facilitateur.',
  inviteExpired: 'Cette invitation a expiré ou, d’après l’horloge du relais, n’est pas encore valable. Rien n’a été modifié, et ce que vous avez déjà reçu reste sur cet ordinateur. Demandez à un facilitateur un nouveau lien, ou de vérifier cette horloge.',
  inviteRevoked: 'Cette invitation a été retirée. Rien n’a été modifié, et ce que vous avez déjà reçu reste sur cet ordinateur. Demandez un nouveau lien à un facilitateur.',
  unsupportedFile: 'Minuta ne sait pas lire ce fichier. Rien n’a été modifié. ({detail})',
  notAllowed: 'Votre rôle dans cet atelier ne le permet pas sur cet ordinateur. Rien n’a été modifié. Demandez à un facilitateur.',
  bug: 'Une erreur s’est produite dans Minuta. Ce qui a été enregistré est en sûreté. Réessayez ; si cela se reproduit, fermez Minuta et rouvrez-le. ({detail})',
}
