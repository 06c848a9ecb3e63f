package main

import (
	"flag"
	"os"
	"os/signal"
	"runtime"
	"syscall"
)

const workerHelp = `vanban worker — làm các dòng của các đợt hàng loạt cùng vanban serve, qua một cụm NATS. Không phục vụ HTTP.

  vanban worker --nats nats://may-1:4222,nats://may-2:4222

Chạy bao nhiêu tiến trình, trên bao nhiêu máy cũng được, lúc nào thêm bớt cũng được: dòng nào dở dang thì tiến trình khác làm tiếp. Phông, khóa ký,
giới hạn và số bản sao phải như của vanban serve. Mỗi tùy chọn còn đặt được bằng biến môi trường VANBAN_TÊN.

`

// workerFlags declares the flags; their texts are the help.
func workerFlags() (*flag.FlagSet, *workOptions) {
	o := new(workOptions)
	set := flag.NewFlagSet("worker", flag.ContinueOnError)
	o.queue.Workers = runtime.GOMAXPROCS(0)
	workFlags(set, o)
	return set, o
}

func helpOfWorker() string {
	set, _ := workerFlags()
	return helpWith(workerHelp, set)
}

func (a *app) worker(args []string) int {
	set, o := workerFlags()
	operands, code, ok := a.flags(set, helpOfWorker(), args)
	if !ok {
		return code
	}
	if len(operands) > 0 {
		return a.misuse("lệnh worker không nhận tham số %q", operands[0])
	}
	if err := environment(set, os.LookupEnv); err != nil {
		return a.misuse("%v", err)
	}
	log, err := newLogger(a.stderr, o.logFormat, o.logLevel)
	if err != nil {
		return a.misuse("%v", err)
	}
	warnOfVariables(log, os.Environ())
	if o.queue.URL == "" {
		return a.misuse("cần --nats ĐỊA_CHỈ: không có cụm NATS thì vanban serve tự làm mọi dòng")
	}
	tune()
	ctx, stop := signal.NotifyContext(a.ctx, syscall.SIGTERM, os.Interrupt)
	defer stop()
	w, err := o.open(ctx, log)
	if err != nil {
		if ctx.Err() != nil {
			return exitGood
		}
		return a.misuse("%v", err)
	}
	log.Info("working", "nats", o.queue.URL, "workers", o.queue.Workers, "version", version())
	rows := w.start(ctx)
	<-ctx.Done()
	stop() // a second signal ends the process at once
	log.Info("stopping")
	<-rows
	w.engine.Close()
	log.Info("stopped")
	return exitGood
}
