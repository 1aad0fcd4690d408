package dev.runtimeagent.application.simulation.faults;

import java.util.Arrays;
import java.util.List;

/**
 * Everything that can go wrong around the agent. What a fault does to a call is in {@link
 * CompassFaults}, {@link PageFaults} and {@link StoreFaults}; what is done behind the agent's back
 * is in {@link Deeds}.
 */
public enum Fault {
  NAME_NOT_RESOLVED(Kind.CONNECTION, "DNS does not know Compass"),
  CONNECTION_REFUSED(Kind.CONNECTION, "nobody listens"),
  RESET_BEFORE_SENDING(Kind.CONNECTION, "the connection is cut before a byte is sent"),
  RESET_AFTER_SENDING(Kind.CONNECTION, "the connection is cut, and Compass heard nothing"),
  REPLY_LOST(Kind.CONNECTION, "Compass did what was asked, and its answer is lost"),
  STALL_CONNECTING(Kind.CONNECTION, "connecting takes until the time limit"),
  STALL_AFTER_SENDING(Kind.CONNECTION, "Compass did what was asked, and does not answer in time"),
  SLOW_DRIP(Kind.CONNECTION, "an answer comes byte by byte and never ends"),
  SLOW_ANSWER(Kind.CONNECTION, "an answer takes long, and comes"),

  TLS_ALERT(Kind.TLS, "the ingress does not take the client certificate"),
  WRONG_CA(Kind.TLS, "the server's certificate is of an unknown authority"),
  SERVER_CERTIFICATE_EXPIRED(Kind.TLS, "the server's certificate has expired"),
  SERVER_CERTIFICATE_NOT_YET_VALID(Kind.TLS, "the server's certificate is not valid yet"),
  WRONG_HOST_NAME(Kind.TLS, "the server's certificate is another host's"),

  EMPTY_400(Kind.REFUSAL, "400 without a body, as for whom Compass does not know"),
  EMPTY_400_AFTER_DOING(Kind.REFUSAL, "the token is consumed, and refused all the same"),
  ERROR_T(Kind.REFUSAL, "200 with the GraphQL error of a failed authentication"),
  STATUS_401(Kind.REFUSAL, "401 of a proxy"),
  STATUS_403(Kind.REFUSAL, "403 of a proxy"),
  WRONG_TENANT(Kind.REFUSAL, "the Director takes the tenant for another's"),
  SCOPES_MISSING(Kind.REFUSAL, "the Director misses scopes"),
  UNKNOWN_RUNTIME(Kind.REFUSAL, "the Director does not know the Runtime"),

  STATUS_429(Kind.OVERLOAD, "429"),
  STATUS_429_RETRY_AFTER(Kind.OVERLOAD, "429 with Retry-After"),
  ERROR_OBJECT_500(Kind.OVERLOAD, "500 with an error object"),
  EMPTY_502(Kind.OVERLOAD, "502 without a body"),
  MESSAGE_503(Kind.OVERLOAD, "503 with a Message"),
  STATUS_504(Kind.OVERLOAD, "504"),
  PROXY_404(Kind.OVERLOAD, "404 of the proxy: no service behind the URL"),
  REDIRECT(Kind.OVERLOAD, "a redirect elsewhere"),

  HTML(Kind.CONTENT, "HTML instead of JSON"),
  TRUNCATED(Kind.CONTENT, "JSON that ends in the middle; what was asked is done"),
  GRAPHQL_ERRORS(Kind.CONTENT, "200 with errors"),
  HOLLOW(Kind.CONTENT, "200 with null where there must be something"),
  TOO_LARGE(Kind.CONTENT, "an answer larger than what is read"),
  NO_URLS(Kind.CONTENT, "a configuration that names no Director"),
  ALIEN_CERTIFICATE(Kind.CONTENT, "a certificate for somebody else's key"),
  OTHER_KEY_ALGORITHM(Kind.CONTENT, "keys of another size are asked for"),

  DUPLICATED_ITEM(Kind.PAGING, "a page repeats an item"),
  SLID_PAGE(Kind.PAGING, "a page lacks an item"),
  REPEATED_CURSOR(Kind.PAGING, "a page leads to itself"),
  WRONG_TOTAL(Kind.PAGING, "the count is one too high"),
  SHORT_PAGES(Kind.PAGING, "pages are shorter than asked for"),
  LIST_MOVES(Kind.PAGING, "the list changes between its pages"),

  WRITE_REFUSED(Kind.STORE, "403 for writes"),
  DISK_FULL(Kind.STORE, "no space left"),
  WRITE_LATE(Kind.STORE, "a write happens, and is told to have failed"),
  CONFLICTS(Kind.STORE, "409 for every write"),
  READ_FAILS(Kind.STORE, "reads fail"),
  TARGET_UNKNOWN(Kind.STORE, "what the Runtime holds cannot be read"),
  TARGET_HALF_WRITTEN(Kind.STORE, "an Application is written, its Secrets are not"),

  WATCH_SILENT(Kind.SOMEBODY, "watches are open and tell nothing"),
  CREDENTIALS_DELETED(Kind.SOMEBODY, "the Secret with the credentials is deleted"),
  CREDENTIALS_DAMAGED(Kind.SOMEBODY, "the Secret with the credentials is garbage"),
  CREDENTIALS_RESTORED(Kind.SOMEBODY, "the Secret with the credentials is put back from a backup"),
  AUTHORITIES_DELETED(Kind.SOMEBODY, "the copy of the authorities is deleted"),
  JOURNAL_DELETED(Kind.SOMEBODY, "the journal is deleted"),
  JOURNAL_DAMAGED(Kind.SOMEBODY, "the journal is garbage"),
  DOCUMENT_DELETED(Kind.SOMEBODY, "the connection document is deleted"),
  DOCUMENT_DAMAGED(Kind.SOMEBODY, "the connection document is garbage"),
  DOCUMENT_ALTERED(Kind.SOMEBODY, "somebody writes into the document's status"),
  RESYNC_ASKED(Kind.SOMEBODY, "resyncNow is set"),
  REFRESH_ASKED(Kind.SOMEBODY, "refreshCredentialsNow is set"),
  LOSSES_APPROVED(Kind.SOMEBODY, "held losses are approved"),
  APPLICATION_DELETED(Kind.SOMEBODY, "an Application is deleted in the Runtime"),
  APPLICATION_ALTERED(Kind.SOMEBODY, "an Application is altered in the Runtime"),
  FOREIGN_APPLICATION(Kind.SOMEBODY, "somebody makes an Application of a listed name"),
  CONFIGURATION_REWRITTEN(Kind.SOMEBODY, "a new token is configured"),
  CONFIGURATION_BROKEN(Kind.SOMEBODY, "the configuration lacks a key for a while"),
  CONFIGURATION_GONE(Kind.SOMEBODY, "the configuration is gone for a while"),
  CONFIGURATION_UNREADABLE(Kind.SOMEBODY, "the configuration cannot be read for a while"),
  OTHER_AGENT(Kind.SOMEBODY, "the Go agent writes the document"),

  CERTIFICATE_REVOKED(Kind.COMPASS, "the certificate in use is revoked"),
  RUNTIME_UNREGISTERED(Kind.COMPASS, "the Runtime is unregistered, and registered anew"),
  URLS_CHANGED(Kind.COMPASS, "Compass moves to other URLs"),
  SHORT_LIVES(Kind.COMPASS, "certificates live for an hour from now on"),
  CATALOGUE_CHANGED(Kind.COMPASS, "Applications come, change and go"),
  EVERYTHING_HIDDEN(Kind.COMPASS, "Compass lists nothing for a while"),
  CREDENTIALS_BLANKED(Kind.COMPASS, "Compass lists bundles without their credentials for a while"),

  CLOCK_A_DAY_AHEAD(Kind.TIME, "the machine's clock is set a day ahead"),
  CLOCK_A_DAY_BACK(Kind.TIME, "the machine's clock is set a day back"),
  CLOCK_MINUTES_BACK(Kind.TIME, "the machine's clock is set some minutes back"),
  SLEEP(Kind.TIME, "the machine sleeps for hours"),

  CRASH(Kind.PROCESS, "the process dies and is started again"),
  CRASH_ELSEWHERE(Kind.PROCESS, "the process dies and another pod takes over"),
  LEADERSHIP_LOST(Kind.PROCESS, "another replica leads for a while");

  /** What belongs together. */
  public enum Kind {
    CONNECTION,
    TLS,
    REFUSAL,
    OVERLOAD,
    CONTENT,
    PAGING,
    STORE,
    SOMEBODY,
    COMPASS,
    TIME,
    PROCESS;

    /** All faults of this kind. */
    public List<Fault> faults() {
      return Arrays.stream(Fault.values()).filter(fault -> fault.kind == this).toList();
    }
  }

  private final Kind kind;
  private final String description;

  Fault(Kind kind, String description) {
    this.kind = kind;
    this.description = description;
  }

  public Kind kind() {
    return kind;
  }

  /** What happens, in words. */
  public String description() {
    return description;
  }

  /** Whether it is something about calls, for as long as it lasts; others happen once. */
  public boolean concernsCalls() {
    return switch (kind) {
      case CONNECTION, TLS, REFUSAL, OVERLOAD, CONTENT, PAGING, STORE -> true;
      case SOMEBODY, COMPASS, TIME, PROCESS -> false;
    };
  }
}
