package org.hamroh.ami;

import org.asteriskjava.manager.action.AbstractManagerAction;

/// `QueueWithdrawCaller`, which the library does not know. Its getters are the action's lines.
public final class WithdrawAction extends AbstractManagerAction {

  private static final long serialVersionUID = 1L;

  private final String queue;
  private final String caller;
  private final String withdrawInfo;

  WithdrawAction(String queue, String caller, String withdrawInfo) {
    this.queue = queue;
    this.caller = caller;
    this.withdrawInfo = withdrawInfo;
  }

  @Override
  public String getAction() {
    return "QueueWithdrawCaller";
  }

  public String getQueue() {
    return queue;
  }

  public String getCaller() {
    return caller;
  }

  public String getWithdrawInfo() {
    return withdrawInfo;
  }
}
