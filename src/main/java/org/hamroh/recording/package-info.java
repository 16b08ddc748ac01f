/// Human voices: takes of every prompt, recorded in the browser, by ringing 703, or uploaded;
/// checked, chosen, and heard at once.
@NullMarked
package org.hamroh.recording;

import org.jspecify.annotations.NullMarked;
