package org.hamroh.agi;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiScript;
import org.asteriskjava.fastagi.DefaultAgiServer;
import org.asteriskjava.fastagi.StaticMappingStrategy;
import org.asteriskjava.util.ServerSocketFacade;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import org.jspecify.annotations.Nullable;

/// Where Asterisk brings its calls: FastAGI over Asterisk-Java, each call on a platform thread of
/// its own: a virtual one is woken by way of two others, and a caller who has pressed a key waits.
///
/// One entry serves every address that the dialplan may name, so that no address can choose a class
/// or a file to run. More calls at once than [AgiLimits] allows are refused by closing the
/// connection: the dialplan then finds no done-marker and gives the caller to its own prompts and
/// a person.
public final class AgiServer implements AutoCloseable {

  /// A thread is kept this long for the next call.
  private static final Duration IDLE = Duration.ofMinutes(1);

  private static final Logger LOG = LogManager.getLogger(AgiServer.class);

  private final AgiConfig config;
  private final AgiEntry entry;
  private final AgiLimits limits;
  private final LongAdder served = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder faults = new LongAdder();
  private final Server server = new Server();
  private @Nullable AgiListener listener;

  public AgiServer(AgiConfig config, AgiEntry entry) {
    this(config, entry, AgiLimits.STANDARD);
  }

  AgiServer(AgiConfig config, AgiEntry entry, AgiLimits limits) {
    this.config = config;
    this.entry = entry;
    this.limits = limits;
  }

  /// Opens the port and returns; calls are served from now on.
  ///
  /// @throws ProblemsException when the port is taken, or the address is open to the network
  public void start() {
    String place = "agi " + config.host() + ":" + config.port();
    try {
      if (!InetAddress.getByName(config.host()).isLoopbackAddress()) {
        throw new ProblemsException(
            Problem.of(
                place,
                "is open to the network, and FastAGI knows no passwords",
                "set agi.host to 127.0.0.1"));
      }
      listener = new AgiListener(config, limits);
    } catch (IOException e) {
      throw new ProblemsException(
          Problem.of(
              place,
              "cannot be opened (" + e.getMessage() + ")",
              "stop what listens there, or set HAMROH_AGI_PORT"));
    }
    Thread.ofPlatform().name("agi-accept").daemon().start(this::accept);
    Thread.ofPlatform().name("agi-deadlines").daemon().start(opened()::endLateCalls);
    LOG.info("event=agi-listening port={}", port());
  }

  private void accept() {
    try {
      server.startup();
    } catch (IOException | RuntimeException e) {
      LOG.error("event=agi-stopped reason={}", e.toString());
    }
  }

  /// The port in use, chosen by the system when 0 was asked for.
  public int port() {
    return opened().port();
  }

  /// Conversations going on now.
  public int calls() {
    return Math.max(0, server.getPoolActiveTaskCount());
  }

  /// Conversations since the start, refused ones not counted.
  public long served() {
    return served.sum();
  }

  /// Calls sent to the safety net because too many were being served.
  public long refused() {
    return refused.sum();
  }

  /// Conversations that ended because what came or went could not be trusted, or by our own bug.
  public long faults() {
    return faults.sum();
  }

  /// Takes no more calls and ends those that run: their callers go on in the dialplan.
  @Override
  public void close() {
    server.shutdown();
    if (listener != null) {
      listener.closeCalls();
    }
  }

  private AgiListener opened() {
    if (listener == null) {
      throw new IllegalStateException("the AGI server is not started");
    }
    return listener;
  }

  private void serve(org.asteriskjava.fastagi.AgiRequest raw, AgiChannel channel) {
    served.increment();
    AgiRequest request = AgiRequest.of(raw);
    AgiSocket socket = opened().fromPort(raw.getRemotePort()).orElseThrow();
    if (request.uniqueId().isEmpty() || request.script().isEmpty()) {
      faults.increment();
      LOG.warn("event=agi-request-without-a-call fault={}", socket.fault());
      return;
    }
    Thread.currentThread().setName("call-" + request.uniqueId());
    try {
      serve(new AgiCall(request, channel, socket, limits), socket);
    } catch (AgiHangup e) {
      LOG.debug("event=leg-gone leg={}", request.uniqueId());
    } catch (AgiFault e) {
      faults.increment();
      LOG.error("event=agi-session-ended leg={} reason={}", request.uniqueId(), e.getMessage());
    } catch (RuntimeException e) {
      faults.increment();
      LOG.error("event=agi-entry-failed leg={}", request.uniqueId(), e);
    }
  }

  private void serve(AgiCall call, AgiSocket socket) {
    try {
      entry.serve(call);
    } finally {
      socket.settle();
    }
  }

  /// The library's server, with our sockets and our threads.
  private final class Server extends DefaultAgiServer {

    Server() {
      super(new StaticMappingStrategy((AgiScript) AgiServer.this::serve));
    }

    @Override
    protected ServerSocketFacade createServerSocket() {
      return opened();
    }

    @Override
    protected ThreadPoolExecutor createPool() {
      return new ThreadPoolExecutor(
          0,
          limits.maxCalls(),
          IDLE.toSeconds(),
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("agi-", 0).factory());
    }

    @Override
    protected void execute(Runnable call) {
      try {
        super.execute(call);
      } catch (RejectedExecutionException e) {
        refused.increment();
        LOG.warn("event=agi-call-refused most-at-once={}", limits.maxCalls());
        throw e;
      }
    }

    @Override
    protected void handleException(String message, Exception e) {
      // the listener has told it and paused
    }
  }
}
