/// Runs other programs (espeak-ng, sox, apt-get, asterisk), never without a deadline.
@NullMarked
package org.hamroh.program;

import org.jspecify.annotations.NullMarked;
