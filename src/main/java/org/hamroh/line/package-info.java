/// Where a script meets a telephone: the adapter between `ivr.CallLine` and a conversation over
/// AGI, and the entry that Asterisk's calls come in by. Neither the script engine nor the wire
/// knows the other; this room knows both.
package org.hamroh.line;
