package org.hamroh.softphone;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.hamroh.web.Tunnel;
import org.jspecify.annotations.Nullable;

/// One operator's telephone in the browser: the page that has it now, and its calls as the SIP
/// messages tell them. Pages come and go; the line and its calls stay. Any thread may ask.
final class Line {

  /// A call of this telephone.
  private enum Stage {
    RINGING,
    TALKING,
    /// Talking again with a caller whose page was lost.
    RESUMED
  }

  /// A page that holds the line.
  ///
  /// @param name how the page calls itself; the same for each of its sockets
  record Holder(String name, Tunnel.Ends ends) {}

  private final String operator;
  private final Consumer<String> resumedTalkIsOver;
  private final ReentrantLock lock = new ReentrantLock();
  private final ReentrantLock turn = new ReentrantLock();
  private final Condition taken = lock.newCondition();
  private final Map<String, Stage> calls = new HashMap<>();
  private @Nullable Holder holder;

  /// @param resumedTalkIsOver told the operator when a talk ends that the queue knows nothing of
  Line(String operator, Consumer<String> resumedTalkIsOver) {
    this.operator = operator;
    this.resumedTalkIsOver = resumedTalkIsOver;
  }

  String operator() {
    return operator;
  }

  /// How the browser registers; the telephone on the desk has the bare name.
  String user() {
    return userOf(operator);
  }

  static String userOf(String operator) {
    return operator + "-web";
  }

  @Nullable Holder holder() {
    lock.lock();
    try {
      return holder;
    } finally {
      lock.unlock();
    }
  }

  /// One after another, each with what is true by then.
  void inTurn(Runnable work) {
    turn.lock();
    try {
      work.run();
    } finally {
      turn.unlock();
    }
  }

  boolean isHeld() {
    return holder() != null;
  }

  /// @return who had it before
  @Nullable Holder take(Holder next) {
    lock.lock();
    try {
      Holder before = holder;
      holder = next;
      taken.signalAll();
      return before;
    } finally {
      lock.unlock();
    }
  }

  /// Lets go of the line, if this page still has it.
  void leave(Holder page) {
    lock.lock();
    try {
      if (holder == page) {
        holder = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /// Waits until a page has the line, at most so long.
  ///
  /// @return the page, or null
  @Nullable Holder awaitHolder(Duration most) throws InterruptedException {
    lock.lock();
    try {
      long left = most.toNanos();
      while (holder == null && left > 0) {
        left = taken.awaitNanos(left);
      }
      return holder;
    } finally {
      lock.unlock();
    }
  }

  boolean hasCalls() {
    lock.lock();
    try {
      return !calls.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  boolean talks() {
    lock.lock();
    try {
      return calls.values().stream().anyMatch(stage -> stage != Stage.RINGING);
    } finally {
      lock.unlock();
    }
  }

  void forgetCalls() {
    lock.lock();
    try {
      calls.clear();
    } finally {
      lock.unlock();
    }
  }

  /// Whether the page may say this.
  boolean allows(SipGlance said) {
    if (!said.isRequest() || said.inDialog()) {
      return true; // Asterisk knows its dialogs by ids that nobody can guess
    }
    return said.method().equals("REGISTER") && said.fromUser().equals(user());
  }

  void heardFromPage(SipGlance said) {
    if (said.isRequest()) {
      if (said.method().equals("BYE")) {
        ended(said.callId());
      }
      return;
    }
    if (said.method().equals("INVITE")) {
      answered(said);
    }
  }

  void heardFromPbx(SipGlance said) {
    if (!said.isRequest()) {
      boolean kept = said.method().equals("INVITE") && said.status() / 100 == 2;
      if (kept) {
        put(said.callId(), Stage.TALKING); // the page has made its call known again
      }
      return;
    }
    switch (said.method()) {
      case "INVITE" -> {
        if (!said.inDialog()) {
          put(said.callId(), said.resume() ? Stage.RESUMED : Stage.RINGING);
        }
      }
      case "CANCEL", "BYE" -> ended(said.callId());
      default -> {}
    }
  }

  private void put(String call, Stage stage) {
    lock.lock();
    try {
      calls.merge(call, stage, (before, now) -> before == Stage.RESUMED ? before : now);
    } finally {
      lock.unlock();
    }
  }

  private void answered(SipGlance said) {
    lock.lock();
    try {
      if (calls.get(said.callId()) == Stage.RINGING) {
        if (said.status() / 100 == 2) {
          calls.put(said.callId(), Stage.TALKING);
        } else if (said.status() >= 300) {
          calls.remove(said.callId());
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void ended(String call) {
    Stage last;
    lock.lock();
    try {
      last = calls.remove(call);
    } finally {
      lock.unlock();
    }
    if (last == Stage.RESUMED) {
      resumedTalkIsOver.accept(operator);
    }
  }
}
