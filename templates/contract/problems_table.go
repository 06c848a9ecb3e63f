package contract

import (
	"strconv"

	"vanban/document"
)

func rowName(row int, header bool) string {
	if header {
		return "hàng tiêu đề thứ " + strconv.Itoa(row)
	}
	return "hàng thứ " + strconv.Itoa(row)
}

func noColumns() document.Problem {
	return fault("table_without_columns", "Bảng không có cột nào.", "Ghi các cột vào “columns”, hoặc ghi ít nhất một hàng có ô.")
}

func noRows(header bool) document.Problem {
	if header {
		return fault("table_without_rows", "Bảng chỉ có tiêu đề mà không có hàng nào.", "Ghi ít nhất một hàng vào “rows”; ô chưa có số liệu thì ghi \"\".")
	}
	return fault("table_without_rows", "Bảng không có hàng nào.", "Ghi ít nhất một hàng vào “rows”.")
}

func emptyRow(where string) document.Problem {
	return fault("empty_row", sentence(where)+" không có nội dung.", "Ghi danh sách các ô [\"…\", \"…\"] hoặc {\"band\": \"…\"}.")
}

func tooManyColumns(n int) document.Problem {
	return fault("too_many_columns", "Bảng có "+strconv.Itoa(n)+" cột, nhiều hơn mức "+strconv.Itoa(MaxColumns)+" cột mà Word nhận.", "Tách thành nhiều bảng hoặc giảm số cột.")
}

func rowTooWide(row, fills, n, covered int, header bool) document.Problem {
	return fault("row_too_wide", sentence(rowName(row, header))+" của bảng chiếm "+strconv.Itoa(fills)+" cột trong khi bảng có "+strconv.Itoa(n)+" cột"+fromAbove(covered)+".",
		"Bỏ bớt ô, giảm “colspan”, hoặc thêm cột vào “columns”.")
}

func rowTooNarrow(row, fills, n, covered int, header bool) document.Problem {
	return fault("row_too_narrow", sentence(rowName(row, header))+" của bảng chỉ chiếm "+strconv.Itoa(fills)+" trong "+strconv.Itoa(n)+" cột"+fromAbove(covered)+".",
		"Thêm cho đủ ô (ô trống ghi \"\"), hoặc gộp cột bằng “colspan”.")
}

func fromAbove(covered int) string {
	if covered == 0 {
		return ""
	}
	return " (" + strconv.Itoa(covered) + " cột đã do ô gộp từ hàng trên chiếm)"
}

func colSpanOutside(row, cell, column, span, n int, header bool) document.Problem {
	return fault("span_outside_table", "Ô thứ "+strconv.Itoa(cell)+" của "+rowName(row, header)+" gộp "+strconv.Itoa(span)+" cột tính từ cột "+
		strconv.Itoa(column)+", vượt ra ngoài bảng "+strconv.Itoa(n)+" cột.", "Giảm “colspan” còn nhiều nhất "+strconv.Itoa(n-column+1)+".")
}

func rowSpanOutside(row, cell, span, left int, header bool) document.Problem {
	part := "bảng"
	if header {
		part = "phần tiêu đề"
	}
	return fault("span_outside_table", "Ô thứ "+strconv.Itoa(cell)+" của "+rowName(row, header)+" gộp "+strconv.Itoa(span)+" hàng, vượt ra ngoài "+part+".",
		"Giảm “rowspan” còn nhiều nhất "+strconv.Itoa(left)+".")
}

func spanOverlap(row, cell, column int, header bool) document.Problem {
	return fault("span_overlap", "Ô thứ "+strconv.Itoa(cell)+" của "+rowName(row, header)+" chồng lên ô gộp từ hàng trên ở cột "+strconv.Itoa(column)+".",
		"Giảm “colspan” của ô này hoặc “rowspan” của ô phía trên.")
}

func bandInSpan(row, column int) document.Problem {
	return fault("span_overlap", "Hàng nhóm ở hàng thứ "+strconv.Itoa(row)+" của bảng chồng lên ô gộp từ hàng trên ở cột "+strconv.Itoa(column)+".",
		"Giảm “rowspan” của ô phía trên để nó kết thúc trước hàng nhóm.")
}
