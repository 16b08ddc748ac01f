package org.hamroh.voice;

import java.io.PrintStream;

/// Tells whoever waits how far the voices are.
public interface VoiceProgress {

  void done(int done, int total);

  void say(String what);

  /// Nobody waits.
  static VoiceProgress silent() {
    return new VoiceProgress() {
      @Override
      public void done(int done, int total) {}

      @Override
      public void say(String what) {}
    };
  }

  /// A line that counts up on a terminal; a line every 50 sounds anywhere else.
  static VoiceProgress on(PrintStream out, boolean terminal) {
    return new VoiceProgress() {
      private static final int EVERY = 50;

      @Override
      public void done(int done, int total) {
        if (terminal) {
          out.print("\rvoices " + done + "/" + total + (done == total ? "\n" : ""));
          out.flush();
        } else if (done % EVERY == 0 || done == total) {
          out.println("voices " + done + "/" + total);
        }
      }

      @Override
      public void say(String what) {
        out.println("voices: " + what);
      }
    };
  }
}
