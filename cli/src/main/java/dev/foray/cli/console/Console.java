package dev.foray.cli.console;

import dev.foray.cli.reach.Master;
import dev.foray.protocol.Role;
import dev.foray.protocol.Watch.Glance;
import dev.foray.protocol.Watch.Look;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The console as a whole. Keys, answers and signals come from other threads as things to do, which
 * this one does one after the other, drawing the screen after each; so nothing of what is shown is
 * shared. Made by {@code master console}.
 */
public final class Console implements Feed.Listener {
  private static final long CLOCK_MILLIS = 1_000;

  private final Board board;
  private final Master master;
  private final String user;
  private final InstantSource clock;
  private final BlockingQueue<Runnable> todo = new LinkedBlockingQueue<>();
  private boolean interrupted;

  /** Stands until it is closed. */
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * @param where the Master is, in a few words
   * @param user who asks, for the record
   */
  public Console(String where, Master master, String user, InstantSource clock) {
    this.board = new Board(where);
    this.master = master;
    this.user = user;
    this.clock = clock;
  }

  /**
   * Shows it until somebody ends it.
   *
   * @param atExit has the terminal put back if the process is asked to end
   * @return false: it was interrupted
   * @throws IOException if this process has no terminal
   */
  public boolean run(boolean colour, Function<Runnable, Watch> atExit)
      throws IOException, InterruptedException {
    Runnable[] redraw = {() -> {}};
    try (Tty tty =
            Tty.open(
                colour, () -> todo.add(this::interrupt), () -> todo.add(() -> redraw[0].run()));
        Watch restore = atExit.apply(tty::close)) {
      redraw[0] = tty::measure;
      show(tty);
    }
    return !interrupted;
  }

  /** The same where there is no terminal: until what is typed there ends. */
  public void run(InputStream typed, OutputStream seen) throws InterruptedException {
    try (Tty tty = Tty.over(typed, seen, Stty.none(), true)) {
      show(tty);
    }
  }

  private void show(Tty tty) throws InterruptedException {
    Feed feed = new Feed(master, user, board.glance(), this);
    start("console-feed", feed);
    start("console-keys", () -> readKeys(tty, feed));
    while (!board.isOver() && !interrupted) {
      tty.draw(board.lines(tty.rows(), tty.columns(), clock.instant()));
      @Nullable Runnable next = todo.poll(CLOCK_MILLIS, TimeUnit.MILLISECONDS);
      while (next != null) {
        next.run();
        next = todo.poll();
      }
      feed.watch(board.glance());
    }
    feed.stop();
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void readKeys(Tty tty, Feed feed) {
    Press press;
    do {
      press = tty.read();
      Press pressed = press;
      todo.add(() -> board.press(pressed).ifPresent(feed::carryOut));
    } while (press.key() != Press.Key.END_OF_INPUT);
  }

  private void interrupt() {
    interrupted = true;
  }

  @Override
  public void asked() {
    Instant now = clock.instant();
    todo.add(() -> board.asked(now));
  }

  @Override
  public void role(Role role) {
    todo.add(() -> board.role(role));
  }

  @Override
  public void seen(Glance asked, Look look) {
    todo.add(() -> board.seen(asked, look));
  }

  @Override
  public void refused(Glance asked, String why) {
    todo.add(() -> board.refused(asked, why));
  }

  @Override
  public void away(String why) {
    todo.add(() -> board.away(why));
  }

  @Override
  public void found(Inquiry asked, Step step) {
    todo.add(() -> board.found(asked, step));
  }

  @Override
  public void said(String sentence) {
    todo.add(() -> board.said(sentence));
  }
}
