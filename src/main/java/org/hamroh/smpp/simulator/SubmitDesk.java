package org.hamroh.smpp.simulator;

import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;

/// What a link of the simulated carrier may ask for: it takes submits and nothing else.
record SubmitDesk(Taker taker) implements ServerMessageReceiverListener {

  /// Takes one submit and gives its id, or throws what the carrier says instead.
  @FunctionalInterface
  interface Taker {
    SubmitSmResult take(SubmitSm pdu, SMPPServerSession from) throws ProcessRequestException;
  }

  @Override
  public SubmitSmResult onAcceptSubmitSm(SubmitSm pdu, SMPPServerSession from)
      throws ProcessRequestException {
    return taker.take(pdu, from);
  }

  @Override
  public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti pdu, SMPPServerSession from)
      throws ProcessRequestException {
    throw notTaken();
  }

  @Override
  public QuerySmResult onAcceptQuerySm(QuerySm pdu, SMPPServerSession from)
      throws ProcessRequestException {
    throw notTaken();
  }

  @Override
  public void onAcceptReplaceSm(ReplaceSm pdu, SMPPServerSession from)
      throws ProcessRequestException {
    throw notTaken();
  }

  @Override
  public void onAcceptCancelSm(CancelSm pdu, SMPPServerSession from)
      throws ProcessRequestException {
    throw notTaken();
  }

  @Override
  public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm pdu, SMPPServerSession from)
      throws ProcessRequestException {
    throw notTaken();
  }

  @Override
  public void onAcceptCancelBroadcastSm(CancelBroadcastSm pdu, SMPPServerSession from)
      throws ProcessRequestException {
    throw notTaken();
  }

  @Override
  public QueryBroadcastSmResult onAcceptQueryBroadcastSm(
      QueryBroadcastSm pdu, SMPPServerSession from) throws ProcessRequestException {
    throw notTaken();
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm pdu, Session from) throws ProcessRequestException {
    throw notTaken();
  }

  private static ProcessRequestException notTaken() {
    return new ProcessRequestException("only submit_sm", SMPPConstant.STAT_ESME_RINVCMDID);
  }
}
