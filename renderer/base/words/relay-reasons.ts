/**
 * Why a relay ended a connection, in words: a part of other messages (ICU `select` on `reason`, a close reason of the protocol). It
 * stands after a colon and has no full stop.
 */
export const relayReasons = '{reason, select, notStored {it cannot store anything at the moment} roomDamaged {its copy of this workshop is damaged} '
  + 'noSuchRoom {it does not take workshops with this id} goingAway {it is being restarted} tooSlow {the network is too slow} '
  + 'incompleteCopy {this computer’s copy has gaps} frameTooLarge {too much came at once} limitExceeded {too much came at once} '
  + 'inviteWrong {the invite is not one for this workshop} inviteExpired {the time of the invite is over, or has not begun by its clock} '
  + 'inviteRevoked {the invite was taken back} roleForbids {the role of this invite does not allow it} '
  + 'notAdmitted {this computer did not say in time who it is} tooMany {too many are connected, or too much was sent} '
  + 'otherCertificate {another computer answers at its address} notVouched {no facilitator vouches for the room that was found} '
  + 'inviteMissing {it asks for an invite, and this computer holds none: open the invite’s link again} '
  + 'malformedFrame {it does not speak the same language as this Minuta} other {it gave no reason that this version knows}}'
