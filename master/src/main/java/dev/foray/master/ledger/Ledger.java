package dev.foray.master.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.DatabaseSession;
import dev.foray.protocol.Order;
import dev.foray.protocol.Refused;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The open ledger. Made by the Master's main, which closes it last. Every method of it and of its
 * parts may throw {@link LedgerUnavailable}. Thread-safe, as are its parts.
 */
public final class Ledger implements AutoCloseable {
  static final int MOST_CONNECTIONS = 8;
  private static final long CONNECT_MILLIS = 10_000;

  private final LedgerHome home;
  private final HikariDataSource connections;
  private final Transactions transactions;
  private final Epoch epoch;
  private final Releases releases;
  private final Promotions promotions;
  private final Jobs jobs;
  private final Steering steering;
  private final Chunks chunks;
  private final Attempts attempts;
  private final Commits commits;
  private final Spans spans;
  private final Skipped skipped;
  private final Suspects suspects;
  private final Retrials retrials;
  private final TriedChunks triedChunks;
  private final Workers workers;
  private final Nodes nodes;
  private final NodeSteps nodeSteps;
  private final NodeLives nodeLives;
  private final Meters meters;
  private final ChunkTimes chunkTimes;
  private final Identities identities;
  private final Notifications notifications;

  private Ledger(
      LedgerHome home, HikariDataSource connections, Transactions transactions, Epoch epoch) {
    this.home = home;
    this.connections = connections;
    this.transactions = transactions;
    this.epoch = epoch;
    this.releases = new Releases(transactions);
    this.promotions = new Promotions(transactions);
    this.jobs = new Jobs(transactions, epoch.number());
    this.steering = new Steering(transactions);
    Tallies tallies = new Tallies(transactions);
    this.chunks = new Chunks(transactions, tallies, epoch.number());
    this.attempts = new Attempts(transactions);
    this.commits = new Commits(transactions);
    this.spans = new Spans(transactions);
    this.skipped = new Skipped(transactions);
    this.suspects = new Suspects(transactions);
    this.retrials = new Retrials(transactions, tallies);
    this.triedChunks = new TriedChunks(transactions);
    this.workers = new Workers(transactions);
    this.nodes = new Nodes(transactions);
    this.nodeSteps = new NodeSteps(transactions);
    this.nodeLives = new NodeLives(transactions);
    this.meters = new Meters(transactions);
    this.chunkTimes = new ChunkTimes(transactions);
    this.identities = new Identities(transactions);
    this.notifications = new Notifications(transactions);
  }

  /** Opens it as the one Master that is there: whoever holds it is not waited for. */
  public static Ledger open(LedgerAddress address) throws Refused {
    return open(address, IfHeld.TAKE_OVER, Duration.ZERO, null);
  }

  /**
   * Connects, checks that the database can be used, brings the schema up to date and takes the next
   * epoch. Where another Master may hold the ledger, that one is watched first, which the log says.
   *
   * @param lease for how long another Master must be seen not to renew its hold
   * @param authority the fingerprint of this Master's certificate authority; null: whichever the
   *     ledger has
   * @throws Refused (DATABASE) with one sentence: the database is down, the password is wrong, the
   *     user may not create the schema (with what a DBA should run), a server in recovery, a
   *     transaction pooler, a user of chunk-runners who lacks something; (WRONG_USE) another Master
   *     is alive, and that is not to be waited for, or the ledger belongs to another authority
   */
  public static Ledger open(
      LedgerAddress address, IfHeld ifHeld, Duration lease, @Nullable String authority)
      throws Refused {
    LedgerHome home =
        address.url() == null ? H2Home.open(address.dataDirectory()) : PostgresHome.open(address);
    @Nullable HikariDataSource connections = null;
    try {
      connections = new HikariDataSource(limited(home.pool()));
      Schema.migrate(connections, home);
      home.admitRunners(connections);
      Transactions transactions = new Transactions(LedgerSessions.over(connections, home), home);
      if (authority != null) {
        Belonging.check(transactions, authority, home.describe());
      }
      // Whoever has a database open that one process at a time can open is the only one.
      IfHeld held = home.isExclusive() ? IfHeld.TAKE_OVER : ifHeld;
      Succession succession =
          new Succession(transactions, home.describe(), held, lease, System::nanoTime);
      Ledger ledger = new Ledger(home, connections, transactions, succession.take());
      if (authority != null) {
        Belonging.enter(transactions, authority);
      }
      LedgerLog.opened(ledger.describe(), ledger.epoch());
      return ledger;
    } catch (Refused | RuntimeException e) {
      if (connections != null) {
        connections.close();
      }
      home.close();
      throw e;
    }
  }

  static HikariConfig limited(HikariConfig config) {
    config.setPoolName("ledger");
    config.setAutoCommit(false);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setMaximumPoolSize(MOST_CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT_MILLIS);
    return config;
  }

  /**
   * Has its work measured from now on; to be called once.
   *
   * @param connections of the pool
   */
  public void watch(TransactionWatch watch, MetricsTrackerFactory connections) {
    transactions.watch(watch);
    this.connections.setMetricsTrackerFactory(connections);
  }

  /** What the ledger's tables are made of, for a DBA to read. */
  public static String ddl() {
    return Schema.ddl();
  }

  /** This Master's epoch. */
  public long epoch() {
    return epoch.number();
  }

  /**
   * Renews this Master's mark in the ledger.
   *
   * @return false: another Master has taken over; this one must stop
   */
  public boolean renew() {
    return epoch.renew();
  }

  public Releases releases() {
    return releases;
  }

  public Promotions promotions() {
    return promotions;
  }

  public Jobs jobs() {
    return jobs;
  }

  public Steering steering() {
    return steering;
  }

  public Chunks chunks() {
    return chunks;
  }

  public Attempts attempts() {
    return attempts;
  }

  public Commits commits() {
    return commits;
  }

  public Spans spans() {
    return spans;
  }

  public Skipped skipped() {
    return skipped;
  }

  public Suspects suspects() {
    return suspects;
  }

  public Retrials retrials() {
    return retrials;
  }

  public TriedChunks triedChunks() {
    return triedChunks;
  }

  public Workers workers() {
    return workers;
  }

  public Nodes nodes() {
    return nodes;
  }

  public NodeSteps nodeSteps() {
    return nodeSteps;
  }

  public NodeLives nodeLives() {
    return nodeLives;
  }

  public Meters meters() {
    return meters;
  }

  public ChunkTimes chunkTimes() {
    return chunkTimes;
  }

  public Identities identities() {
    return identities;
  }

  public Notifications notifications() {
    return notifications;
  }

  Transactions transactions() {
    return transactions;
  }

  /** Where chunk-runners connect to. */
  public Order.Database database() {
    return home.forRunners();
  }

  /** The database as a person would name it, without user or password. */
  public String describe() {
    return home.describe();
  }

  /** Whether all writes wait for room on a disk; PostgreSQL keeps that to itself. */
  public Optional<FullDisk> fullDisk() {
    return home.fullDisk();
  }

  /**
   * Ends database sessions of an attempt, where the database can: by its application name and by
   * the session that it reported.
   *
   * @return how many were ended
   */
  public int endSessions(AttemptId attempt) {
    DatabaseSession reported = attempts.find(attempt).map(Attempt::session).orElse(null);
    return transactions.run(session -> home.endSessions(session, attempt, reported));
  }

  @Override
  public void close() {
    if (!home.isExclusive()) {
      endEpoch();
    }
    transactions.close();
    connections.close();
    home.close();
  }

  private void endEpoch() {
    try {
      epoch.end();
    } catch (RuntimeException e) {
      LedgerLog.endNotEntered(describe(), e);
    }
  }
}
